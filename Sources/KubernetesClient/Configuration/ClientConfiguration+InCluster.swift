internal import KubernetesCore

extension ClientConfiguration {
  /// The configuration of a pod: its service account's token and authority, and the server of its cluster.
  ///
  /// The token is read now, and again about once a minute, for it is short-lived. Without a readable authority the
  /// system's ones are trusted, and ``notices`` says so.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration`;
  ///   ``KubernetesCore/KubernetesError/isNotInCluster`` when this is no pod.
  public static func inCluster(environment: ConfigurationEnvironment = .process) throws -> ClientConfiguration {
    do {
      return try InCluster(environment: environment).configuration(KubeconfigOverrides())
    } catch {
      throw error.kubernetesError
    }
  }
}

/// What a pod finds in its environment.
struct InCluster {
  let environment: ConfigurationEnvironment

  static let folder = "/var/run/secrets/kubernetes.io/serviceaccount"
  static let tokenPath = "\(folder)/token"
  static let authorityPath = "\(folder)/ca.crt"
  static let namespacePath = "\(folder)/namespace"
  static let hostVariable = "KUBERNETES_SERVICE_HOST"
  static let portVariable = "KUBERNETES_SERVICE_PORT"
  static let namespaceVariable = "POD_NAMESPACE"

  /// True when everything is there that tells a pod.
  var isPossible: Bool {
    environment.nonEmpty(Self.hostVariable) != nil && environment.nonEmpty(Self.portVariable) != nil
      && environment.files.isFile(Self.tokenPath)
  }

  func configuration(_ overrides: KubeconfigOverrides) throws(ConfigurationError) -> ClientConfiguration {
    var configuration = ClientConfiguration(server: try server())
    configuration.files = environment.files
    configuration.proxy = try ProxyRule(environment: environment, server: configuration.server)
    configuration.requestTimeout = overrides.requestTimeout
    configuration.defaultNamespace = overrides.namespace ?? namespace
    do {
      let bytes = try environment.read(Self.authorityPath)
      guard PEM.hasCertificate(bytes) else {
        throw FileAccessError(.other, path: Self.authorityPath, reason: "there is no PEM certificate in it")
      }
      configuration.tls.authority = .file(Self.authorityPath)
    } catch {
      configuration.notices.append("\(error); the system's authorities are trusted instead")
    }
    configuration.credentials = try credentials(overrides.user)
    if let field = overrides.user.impersonationWithoutUser {
      throw ConfigurationError(
        .conflict, Kubeconfig.User.nobodyToActAs, entry: "overrides", field: field,
        remedy: Kubeconfig.User.nobodyToActAsRemedy)
    }
    configuration.impersonation = overrides.user.impersonation
    return configuration
  }

  private func server() throws(ConfigurationError) -> ServerURL {
    guard let host = environment.nonEmpty(Self.hostVariable), let portText = environment.nonEmpty(Self.portVariable)
    else {
      throw ConfigurationError(
        .notInCluster, "this is no pod: \(Self.hostVariable) and \(Self.portVariable) are not both set",
        remedy: "run in a cluster, or give a kubeconfig")
    }
    do throws(ConfigurationError) {
      let url = try ServerURL(parsing: "https://\(host.contains(":") ? "[\(host)]" : host):\(portText)")
      guard url.pathPrefix.isEmpty else {
        throw ConfigurationError(.invalidField, "it is not a host with a port")
      }
      return url
    } catch {
      throw ConfigurationError(
        .invalidField, error.problem, entry: "environment", field: "\(Self.hostVariable), \(Self.portVariable)",
        remedy: "correct the variables")
    }
  }

  private var namespace: String {
    if let name = environment.nonEmpty(Self.namespaceVariable) { return name }
    guard let bytes = try? environment.read(Self.namespacePath) else { return ClientConfiguration.fallbackNamespace }
    let name = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    return name.isEmpty ? ClientConfiguration.fallbackNamespace : name
  }

  /// The service account's token, unless the command line has one.
  private func credentials(_ user: Kubeconfig.User) throws(ConfigurationError) -> any CredentialProvider {
    let path = user.tokenFile?.path(relativeTo: environment.currentDirectory)
    do {
      if path == nil, let token = user.token { return try StaticCredentialProvider.token(token) }
      let provider = TokenFileCredentialProvider(
        path: path ?? Self.tokenPath, initialToken: user.token, files: environment.files)
      try provider.load()
      return provider
    } catch {
      throw ConfigurationError(
        .unreadableFile, (error as? KubernetesError)?.message ?? "\(error)", file: path ?? Self.tokenPath,
        remedy: "give the pod a service account token (automountServiceAccountToken), or another token")
    }
  }
}

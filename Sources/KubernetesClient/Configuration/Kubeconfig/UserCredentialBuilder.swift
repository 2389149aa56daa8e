internal import KubernetesCore

/// Turns a user's entry into a provider, after checking that its fields make sense together.
struct UserCredentialBuilder {
  let selection: Kubeconfig.Selection
  let overrides: KubeconfigOverrides
  let environment: ConfigurationEnvironment
  let server: ServerURL

  private var user: Kubeconfig.User { selection.user.value }

  func provider(notices: inout [String]) throws(ConfigurationError) -> any CredentialProvider {
    try checkMethods()
    let certificate = try certificateProvider(notices: &notices)
    guard let authorization = try authorizationProvider() else {
      if certificate == nil, let exec = user.exec { return try execProvider(exec) }
      return certificate ?? StaticCredentialProvider.anonymous
    }
    guard let certificate else { return authorization }
    return CombinedCredentialProvider(authorization: authorization, certificate: certificate)
  }

  private func checkMethods() throws(ConfigurationError) {
    if user.exec != nil, user.authProvider != nil {
      throw selection.userError(
        .conflict, "exec and auth-provider are both given", field: "auth-provider", remedy: "remove auth-provider")
    }
    if user.token != nil || user.tokenFile != nil, user.username != nil || user.password != nil {
      throw selection.userError(
        .conflict, "a token and a password are both given", field: "token", remedy: "keep one of them")
    }
    if user.password != nil, user.username == nil {
      throw selection.userError(
        .invalidField, "there is a password without a user name", field: "username", remedy: "give the user name")
    }
    if let provider = user.authProvider {
      throw selection.userError(
        .unsupported, "the auth provider \"\(provider.name)\" is no longer part of Kubernetes clients",
        field: "auth-provider", remedy: Self.migration(from: provider.name))
    }
    if let field = user.impersonationWithoutUser {
      throw selection.userError(
        .conflict, Kubeconfig.User.nobodyToActAs, field: field, remedy: Kubeconfig.User.nobodyToActAsRemedy)
    }
    if let exec = user.exec { try check(exec) }
  }

  private static func migration(from provider: String) -> String {
    switch provider {
    case "gcp":
      "install gke-gcloud-auth-plugin and run `gcloud container clusters get-credentials` to write an exec entry"
    case "azure": "install kubelogin and run `kubelogin convert-kubeconfig` to write an exec entry"
    case "oidc": "use an exec entry with an OpenID Connect plug-in such as kubelogin (`kubectl oidc-login`)"
    default: "use an exec entry, a token file or a client certificate"
    }
  }

  private func authorizationProvider() throws(ConfigurationError) -> (any CredentialProvider)? {
    do {
      if let path = user.tokenFile {
        let initial = try user.token.map { token throws(KubernetesError) in
          try BearerToken.validating(token, source: "the token")
        }
        let provider = TokenFileCredentialProvider(path: path, initialToken: initial, files: environment.files)
        if initial == nil { try provider.load() }
        return provider
      }
      if let token = user.token { return try StaticCredentialProvider.token(token) }
      if let username = user.username {
        return try StaticCredentialProvider.basic(username: username, password: user.password ?? "")
      }
      return nil
    } catch {
      let field = user.tokenFile != nil ? "tokenFile" : user.token != nil ? "token" : "username"
      throw selection.userError(
        .invalidField, (error as? KubernetesError)?.message ?? "\(error)", field: field, remedy: "correct it")
    }
  }

  private func certificateProvider(notices: inout [String]) throws(ConfigurationError) -> (any CredentialProvider)? {
    let hasKey = user.clientKey != nil || user.clientKeyData != nil
    guard user.clientCertificate != nil || user.clientCertificateData != nil else {
      if hasKey {
        notices.append("\(selection.user.label("user")) has a client key without a certificate; it is not used")
      }
      return nil
    }
    guard hasKey else {
      throw selection.userError(
        .invalidField, "there is a client certificate without a key", field: "client-key",
        remedy: "give client-key or client-key-data")
    }
    for (field, file, hasData) in [
      ("client-certificate", user.clientCertificate, user.clientCertificateData != nil),
      ("client-key", user.clientKey, user.clientKeyData != nil),
    ] where file != nil && hasData {
      notices.append("\(selection.user.label("user")) has \(field) and \(field)-data; the data is used")
    }
    let chain = user.clientCertificateData.map { PEMSource.data(SensitiveBytes($0)) }
    let key = user.clientKeyData.map { PEMSource.data($0) }
    let provider = ClientCertificateProvider(
      chain: chain ?? .file(user.clientCertificate ?? ""), key: key ?? .file(user.clientKey ?? ""),
      files: environment.files)
    do {
      try provider.load()
    } catch {
      let isKey = error.isAboutKey
      let hasData = isKey ? user.clientKeyData != nil : user.clientCertificateData != nil
      throw selection.userError(
        error.isUnreadable ? .unreadableFile : .invalidField, error.problem,
        field: "\(isKey ? "client-key" : "client-certificate")\(hasData ? "-data" : "")",
        remedy: error.isUnreadable
          ? "correct the path, or make the file readable for this user" : "give the PEM text")
    }
    return provider
  }

  private func check(_ exec: Kubeconfig.ExecConfiguration) throws(ConfigurationError) {
    func invalid(_ problem: String, _ field: String, _ remedy: String) -> ConfigurationError {
      selection.userError(.invalidField, problem, field: "exec.\(field)", remedy: remedy)
    }
    guard exec.command != nil else {
      throw invalid("there is no command", "command", "give the program to run")
    }
    guard let version = exec.apiVersion else {
      throw invalid("there is no version", "apiVersion", "use \(ExecAPIVersion.v1.rawValue)")
    }
    guard let version = ExecAPIVersion(rawValue: version) else {
      throw selection.userError(
        .unsupported, "the version \(version) is not spoken any more", field: "exec.apiVersion",
        remedy: "update the plug-in and use \(ExecAPIVersion.v1.rawValue) or \(ExecAPIVersion.v1beta1.rawValue)")
    }
    for (index, variable) in exec.environment.enumerated() where variable.name.isEmpty || variable.name.contains("=") {
      throw invalid("an environment variable has no usable name", "env[\(index)].name", "give its name")
    }
    switch exec.interactiveMode {
    case .never, .ifAvailable, .always: break
    case nil:
      guard version == .v1beta1 else {
        throw invalid(
          "\(version.rawValue) needs an interactive mode", "interactiveMode", "use Never, IfAvailable or Always")
      }
    case let other?:
      throw invalid(
        "the mode \(other.rawValue) is not known", "interactiveMode", "use Never, IfAvailable or Always")
    }
  }
}

extension Kubeconfig.Selection {
  /// Whom to act as.
  var impersonation: Impersonation? { user.value.impersonation }
}

extension Kubeconfig.User {
  /// Whom to act as.
  var impersonation: Impersonation? {
    guard let name = impersonate, !name.isEmpty else { return nil }
    return Impersonation(user: name, uid: impersonateUID, groups: impersonateGroups, extra: impersonateExtra)
  }

  /// The field that says how to act as another without saying as whom: leaving it out would let requests run with more
  /// rights than were meant.
  var impersonationWithoutUser: String? {
    guard impersonate?.isEmpty ?? true else { return nil }
    if impersonateUID?.isEmpty == false { return "as-uid" }
    if !impersonateGroups.isEmpty { return "as-groups" }
    return impersonateExtra.isEmpty ? nil : "as-user-extra"
  }

  static let nobodyToActAs = "it says how to act as another user, but not as which"
  static let nobodyToActAsRemedy = "give `as`, too"
}

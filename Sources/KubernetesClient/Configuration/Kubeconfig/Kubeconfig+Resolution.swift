internal import KubernetesCore

extension Kubeconfig {
  /// Picks a context and joins its cluster and user into what a client needs.
  ///
  /// The context is the one of the overrides or else the current one; cluster and user are its own unless overrides
  /// name others. What is picked is checked: fields that are missing or contradict each other, and files that cannot be
  /// read. A user that the context names and nobody defines counts as none, as it does for `kubectl`.
  ///
  /// User credentials are left out where the server is not reached by TLS; ``ClientConfiguration/notices`` then says
  /// so.
  ///
  /// - Parameters:
  ///   - overrides: What wins over the configuration.
  ///   - environment: Where proxy variables, files and the terminal come from.
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration`;
  ///   ``KubernetesCore/KubernetesError/isEmptyConfiguration`` when nothing says which server to talk to.
  public func resolve(
    _ overrides: KubeconfigOverrides = KubeconfigOverrides(), environment: ConfigurationEnvironment = .process
  ) throws -> ClientConfiguration {
    do {
      return try resolving(overrides, environment: environment)
    } catch {
      throw error.kubernetesError
    }
  }

  func resolving(
    _ overrides: KubeconfigOverrides, environment: ConfigurationEnvironment
  ) throws(ConfigurationError) -> ClientConfiguration {
    let selection = try Selection(self, overrides, environment: environment)
    var configuration = ClientConfiguration(server: try selection.serverURL())
    configuration.files = environment.files
    configuration.notices = notices + selection.notices
    configuration.defaultNamespace =
      overrides.namespace ?? selection.context?.value.namespace ?? ClientConfiguration.fallbackNamespace
    configuration.requestTimeout = overrides.requestTimeout
    configuration.disablesCompression = selection.cluster.value.disableCompression
    configuration.proxy = try selection.proxy(for: configuration.server)
    configuration.impersonation = selection.impersonation
    guard configuration.server.scheme == .https else {
      if !selection.user.value.credentialMethods.isEmpty {
        let user = selection.user.label("user")
        configuration.notices.append(
          "the credentials of \(user) are not used: \(configuration.server) is not reached by TLS")
      }
      return configuration
    }
    configuration.tls = try selection.tls()
    let builder = UserCredentialBuilder(
      selection: selection, overrides: overrides, environment: environment, server: configuration.server)
    configuration.credentials = try builder.provider(notices: &configuration.notices)
    return configuration
  }
}

extension KubeconfigEntry {
  func label(_ kind: String) -> String { name.isEmpty ? "the \(kind)" : "\(kind) \"\(name)\"" }
}

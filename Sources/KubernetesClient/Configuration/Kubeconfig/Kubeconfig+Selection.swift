extension Kubeconfig {
  /// The context, cluster and user that one resolution uses, with overrides applied and paths made absolute.
  struct Selection {
    var context: KubeconfigEntry<Context>?
    var cluster: KubeconfigEntry<Cluster>
    var user: KubeconfigEntry<User>
    var notices: [String] = []
    let environment: ConfigurationEnvironment

    init(
      _ config: Kubeconfig, _ overrides: KubeconfigOverrides, environment: ConfigurationEnvironment
    ) throws(ConfigurationError) {
      self.environment = environment
      context = try Self.context(config, overrides)
      let declaredCluster = try Self.cluster(config, overrides, context)
      cluster = declaredCluster ?? KubeconfigEntry(name: "", value: Cluster())
      if let folder = cluster.file?.folderPath { cluster.value.resolvePaths(in: folder) }
      cluster.value.apply(overrides.cluster, currentDirectory: environment.currentDirectory)
      guard cluster.value != Cluster() else { throw Self.empty(config, context, declaredCluster) }

      let userName = overrides.userName ?? context?.value.user
      let declaredUser = userName.flatMap { config.users.entry(named: $0) }
      if let userName, declaredUser == nil {
        if overrides.userName != nil {
          throw ConfigurationError(
            .missingEntry, "there is no user of that name", entry: "user \"\(userName)\"",
            remedy: "choose another: \(config.users.nameList)")
        }
        let name = context?.name ?? ""
        notices.append(
          "context \"\(name)\" names the user \"\(userName)\", which does not exist; requests carry no credentials")
      }
      user = declaredUser ?? KubeconfigEntry(name: "", value: User())
      if let folder = user.file?.folderPath { user.value.resolvePaths(in: folder) }
      user.value.apply(overrides.user, currentDirectory: environment.currentDirectory)
    }

    private static func context(
      _ config: Kubeconfig, _ overrides: KubeconfigOverrides
    ) throws(ConfigurationError) -> KubeconfigEntry<Context>? {
      guard let name = overrides.context ?? config.currentContext else { return nil }
      if let context = config.contexts.entry(named: name) { return context }
      let isCurrent = overrides.context == nil
      throw ConfigurationError(
        .missingEntry, "there is no context \"\(name)\"", file: isCurrent ? config.currentContextFile : nil,
        field: isCurrent ? "current-context" : nil, remedy: "choose another: \(config.contexts.nameList)")
    }

    private static func cluster(
      _ config: Kubeconfig, _ overrides: KubeconfigOverrides, _ context: KubeconfigEntry<Context>?
    ) throws(ConfigurationError) -> KubeconfigEntry<Cluster>? {
      if let name = overrides.clusterName {
        if let cluster = config.clusters.entry(named: name) { return cluster }
        throw ConfigurationError(
          .missingEntry, "there is no cluster of that name", entry: "cluster \"\(name)\"",
          remedy: "choose another: \(config.clusters.nameList)")
      }
      guard let context, let name = context.value.cluster else { return nil }
      if let cluster = config.clusters.entry(named: name) { return cluster }
      throw ConfigurationError(
        .missingEntry, "there is no cluster \"\(name)\"", file: context.file, entry: context.label("context"),
        field: "cluster", remedy: "define it, or name another: \(config.clusters.nameList)")
    }

    /// Says why nothing tells which server to talk to.
    private static func empty(
      _ config: Kubeconfig, _ context: KubeconfigEntry<Context>?, _ cluster: KubeconfigEntry<Cluster>?
    ) -> ConfigurationError {
      if let cluster {
        return ConfigurationError(
          .emptyConfiguration, "the entry is empty", file: cluster.file, entry: cluster.label("cluster"),
          field: "server", remedy: "give the server's address")
      }
      if let context {
        return ConfigurationError(
          .emptyConfiguration, "the context names no cluster", file: context.file, entry: context.label("context"),
          field: "cluster", remedy: "name one: \(config.clusters.nameList)")
      }
      if config.isEmpty {
        return ConfigurationError(
          .emptyConfiguration, "no configuration has been found",
          remedy: "set KUBECONFIG, write ~/.kube/config, or run in a pod")
      }
      return ConfigurationError(
        .emptyConfiguration, "no context is chosen", file: config.contexts.first?.file, field: "current-context",
        remedy: "set it, or ask for a context: \(config.contexts.nameList)")
    }

    func clusterError(
      _ code: ConfigurationError.Code, _ problem: String, field: String, remedy: String?
    ) -> ConfigurationError {
      ConfigurationError(
        code, problem, file: cluster.file, entry: cluster.label("cluster"), field: field, remedy: remedy)
    }

    func userError(
      _ code: ConfigurationError.Code, _ problem: String, field: String, remedy: String?
    ) -> ConfigurationError {
      ConfigurationError(code, problem, file: user.file, entry: user.label("user"), field: field, remedy: remedy)
    }

    /// Reads a file that a field names.
    func read(
      _ path: String, field: String,
      error describe: (ConfigurationError.Code, String, String, String?) -> ConfigurationError
    ) throws(ConfigurationError) -> [UInt8] {
      do {
        return try environment.read(path)
      } catch {
        throw describe(
          .unreadableFile, "\(error)", field, "correct the path, or make the file readable for this user")
      }
    }
  }
}

extension Kubeconfig.Cluster {
  /// Applies what overrides say; see ``KubeconfigOverrides``.
  fileprivate mutating func apply(_ overrides: Self, currentDirectory: String) {
    if let server = overrides.server {
      self.server = server
      tlsServerName = nil
    }
    if let name = overrides.tlsServerName { tlsServerName = name }
    if overrides.insecureSkipTLSVerify || overrides.certificateAuthority != nil
      || overrides.certificateAuthorityData != nil
    {
      insecureSkipTLSVerify = overrides.insecureSkipTLSVerify
      certificateAuthority = overrides.certificateAuthority?.path(relativeTo: currentDirectory)
      certificateAuthorityData = overrides.certificateAuthorityData
    }
    if let proxy = overrides.proxyURL { proxyURL = proxy }
    if overrides.disableCompression { disableCompression = true }
    for member in overrides.extensions.fields.members { extensions[member.name] = member.value }
  }
}

extension Kubeconfig.User {
  /// Applies what overrides say; see ``KubeconfigOverrides``.
  fileprivate mutating func apply(_ overrides: Self, currentDirectory: String) {
    let hasToken = overrides.token != nil || overrides.tokenFile != nil
    let hasPassword = overrides.username != nil || overrides.password != nil
    if hasToken || hasPassword || overrides.exec != nil || overrides.authProvider != nil {
      token = overrides.token
      tokenFile = overrides.tokenFile?.path(relativeTo: currentDirectory)
      username = overrides.username
      password = overrides.password
      authProvider = overrides.authProvider
      exec = overrides.exec
      exec?.resolvePaths(in: currentDirectory)
    }
    if overrides.clientCertificate != nil || overrides.clientCertificateData != nil || overrides.clientKey != nil
      || overrides.clientKeyData != nil
    {
      clientCertificate = overrides.clientCertificate?.path(relativeTo: currentDirectory)
      clientCertificateData = overrides.clientCertificateData
      clientKey = overrides.clientKey?.path(relativeTo: currentDirectory)
      clientKeyData = overrides.clientKeyData
    }
    if overrides.impersonate != nil || overrides.impersonateUID != nil || !overrides.impersonateGroups.isEmpty
      || !overrides.impersonateExtra.isEmpty
    {
      impersonate = overrides.impersonate
      impersonateUID = overrides.impersonateUID
      impersonateGroups = overrides.impersonateGroups
      impersonateExtra = overrides.impersonateExtra
    }
  }

  /// The names of the fields that prove who the user is.
  var credentialMethods: [String] {
    var methods: [String] = []
    if token != nil { methods.append("token") }
    if tokenFile != nil { methods.append("tokenFile") }
    if username != nil || password != nil { methods.append("username") }
    if clientCertificate != nil || clientCertificateData != nil { methods.append("client-certificate") }
    if exec != nil { methods.append("exec") }
    if authProvider != nil { methods.append("auth-provider") }
    return methods
  }
}

extension Kubeconfig {
  /// The configuration as YAML, as `kubectl` writes it: members and entries sorted by name, secrets in clear text.
  ///
  /// Unknown fields and extensions are written back; comments are lost. Paths are written as they are: when the text
  /// goes elsewhere than the files it came from, call ``resolvingPaths()`` first.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration` when an unknown field cannot be
  ///   written.
  public func yaml() throws -> String {
    do {
      return try text()
    } catch {
      throw error.kubernetesError
    }
  }

  func text() throws(ConfigurationError) -> String { try document.yaml() }

  private var document: YAMLValue {
    var fields = YAMLFieldWriter(unknown: unknownFields)
    fields.set("apiVersion", .string("v1"))
    fields.set("kind", .string("Config"))
    fields.set("preferences", preferences.isEmpty ? nil : YAMLValue.mapping(preferences.members))
    fields.set("extensions", extensions.items)
    fields.set("clusters", .sequence(clusters.items("cluster") { $0.fields }))
    fields.set("users", .sequence(users.items("user") { $0.fields }))
    fields.set("contexts", .sequence(contexts.items("context") { $0.fields }))
    fields.set("current-context", .string(currentContext ?? ""))
    return fields.value
  }
}

extension KubeconfigEntries {
  fileprivate func items(_ key: String, _ fields: (Value) -> YAMLValue) -> [YAMLValue] {
    sorted { $0.name < $1.name }.map { entry in
      var wrapper = YAMLFieldWriter(unknown: entry.unknownFields)
      wrapper.set("name", .string(entry.name))
      wrapper.set(key, fields(entry.value))
      return wrapper.value
    }
  }
}

extension KubeconfigExtensions {
  fileprivate var items: [YAMLValue] {
    fields.members.sorted { $0.name < $1.name }.map {
      .mapping([.init("extension", $0.value), .init("name", .string($0.name))])
    }
  }
}

extension Kubeconfig.Cluster {
  fileprivate var fields: YAMLValue {
    var fields = YAMLFieldWriter(unknown: unknownFields)
    fields.set("server", .string(server?.rawValue ?? ""))
    fields.set("tls-server-name", tlsServerName)
    fields.set("insecure-skip-tls-verify", insecureSkipTLSVerify)
    fields.set("certificate-authority", certificateAuthority)
    fields.set("certificate-authority-data", base64: certificateAuthorityData)
    fields.set("proxy-url", proxyURL?.rawValue)
    fields.set("disable-compression", disableCompression)
    fields.set("extensions", extensions.items)
    return fields.value
  }
}

extension Kubeconfig.Context {
  fileprivate var fields: YAMLValue {
    var fields = YAMLFieldWriter(unknown: unknownFields)
    fields.set("cluster", .string(cluster ?? ""))
    fields.set("user", .string(user ?? ""))
    fields.set("namespace", namespace)
    fields.set("extensions", extensions.items)
    return fields.value
  }
}

extension Kubeconfig.User {
  fileprivate var fields: YAMLValue {
    var fields = YAMLFieldWriter(unknown: unknownFields)
    fields.set("client-certificate", clientCertificate)
    fields.set("client-certificate-data", base64: clientCertificateData)
    fields.set("client-key", clientKey)
    fields.set("client-key-data", base64: clientKeyData?.reveal())
    fields.set("token", token)
    fields.set("tokenFile", tokenFile)
    fields.set("as", impersonate)
    fields.set("as-uid", impersonateUID)
    fields.set("as-groups", impersonateGroups)
    if !impersonateExtra.isEmpty {
      let members = impersonateExtra.sorted { $0.key < $1.key }
      fields.set(
        "as-user-extra",
        .mapping(members.map { .init($0.key, .sequence($0.value.map { .string($0) })) }))
    }
    fields.set("username", username)
    fields.set("password", password)
    fields.set("auth-provider", authProvider?.fields)
    fields.set("exec", exec?.fields)
    fields.set("extensions", extensions.items)
    return fields.value
  }
}

extension Kubeconfig.AuthProvider {
  fileprivate var fields: YAMLValue {
    var fields = YAMLFieldWriter(unknown: unknownFields)
    fields.set("name", .string(name))
    let members = config.sorted { $0.key < $1.key }
    fields.set(
      "config",
      members.isEmpty ? nil : YAMLValue.mapping(members.map { .init($0.key, .string($0.value.reveal())) }))
    return fields.value
  }
}

extension Kubeconfig.ExecConfiguration {
  fileprivate var fields: YAMLValue {
    var fields = YAMLFieldWriter(unknown: unknownFields)
    fields.set("command", .string(command ?? ""))
    fields.set("args", arguments.map { .string($0.reveal()) })
    fields.set(
      "env",
      environment.map { variable in
        var pair = YAMLFieldWriter(unknown: variable.unknownFields)
        pair.set("name", .string(variable.name))
        pair.set("value", .string(variable.value.reveal()))
        return pair.value
      })
    fields.set("apiVersion", apiVersion)
    fields.set("installHint", installHint)
    fields.set("provideClusterInfo", provideClusterInfo)
    fields.set("interactiveMode", interactiveMode?.rawValue)
    return fields.value
  }
}

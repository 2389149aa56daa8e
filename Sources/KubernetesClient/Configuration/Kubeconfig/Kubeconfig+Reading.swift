internal import KubernetesCore

extension Kubeconfig {
  /// Reads a kubeconfig in YAML or JSON.
  ///
  /// An empty file is an empty configuration. Several documents in one file are merged, the first definition of a name
  /// wins. Cost: linear in the size.
  ///
  /// - Parameters:
  ///   - yaml: The contents.
  ///   - file: The file's absolute path: relative paths in it count from its folder, messages name it, and changes are
  ///     written to it.
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration`, whose
  ///   ``KubernetesCore/KubernetesError/configurationError`` names file, entry and field.
  public init(yaml: [UInt8], file: String? = nil) throws {
    do {
      try self.init(reading: yaml, file: file)
    } catch {
      throw error.kubernetesError
    }
  }

  /// Reads a kubeconfig in YAML or JSON.
  public init(yaml: String, file: String? = nil) throws { try self.init(yaml: Array(yaml.utf8), file: file) }

  init(reading yaml: [UInt8], file: String?) throws(ConfigurationError) {
    self.init()
    for document in try YAMLValue.documents(in: yaml, file: file) {
      merge(try Kubeconfig(document: document, file: file))
    }
  }

  private init(document: YAMLValue, file: String?) throws(ConfigurationError) {
    self.init()
    let place = YAMLFieldReader.Place(file: file, entry: nil, path: "")
    var fields = try YAMLFieldReader(document, at: place)
    if let kind = try fields.string("kind"), kind != "Config" {
      throw place.appending("kind").error("this is a \(kind), not a Config", remedy: "give a kubeconfig file")
    }
    if let version = try fields.string("apiVersion"), version != "v1" {
      throw place.appending("apiVersion").error("the version \(version) is not known", remedy: "use v1")
    }
    currentContext = try fields.string("current-context")
    currentContextFile = currentContext == nil ? nil : file
    preferences = try fields.mapping("preferences")?.unknown ?? YAMLFields()
    extensions = try fields.extensions()
    clusters = try entries("clusters", "cluster", of: &fields, file: file) { fields throws(ConfigurationError) in
      try Cluster(reading: &fields)
    }
    users = try entries("users", "user", of: &fields, file: file) { fields throws(ConfigurationError) in
      try User(reading: &fields)
    }
    contexts = try entries("contexts", "context", of: &fields, file: file) { fields throws(ConfigurationError) in
      try Context(reading: &fields)
    }
    unknownFields = fields.unknown
  }

  private mutating func entries<Value>(
    _ list: String, _ key: String, of fields: inout YAMLFieldReader, file: String?,
    read: (inout YAMLFieldReader) throws(ConfigurationError) -> Value
  ) throws(ConfigurationError) -> KubeconfigEntries<Value> {
    var entries = KubeconfigEntries<Value>()
    for (item, place) in try fields.list(list) {
      var wrapper = try YAMLFieldReader(item, at: place)
      let hasName = item["name"] != nil
      let name = try wrapper.string("name") ?? ""
      guard hasName else {
        throw place.appending("name").error("the entry has no name", remedy: "add `name: …` beside `\(key):`")
      }
      var inner = try YAMLFieldReader(
        wrapper.value(key) ?? .null, at: .init(file: file, entry: "\(key) \"\(name)\"", path: ""))
      let value = try read(&inner)
      let entry = KubeconfigEntry(name: name, value: value, file: file, unknownFields: wrapper.unknown)
      if !entries.append(entry) {
        notices.append("\(file.map { "\($0): " } ?? "")\(key) \"\(name)\" is there twice; the first is used")
      }
    }
    return entries
  }
}

extension YAMLFieldReader {
  /// Extensions are a list of names with contents; the first of a name is kept.
  fileprivate mutating func extensions() throws(ConfigurationError) -> KubeconfigExtensions {
    var extensions = KubeconfigExtensions()
    for (item, place) in try list("extensions") {
      var fields = try YAMLFieldReader(item, at: place)
      guard let name = try fields.string("name") else {
        throw place.appending("name").error("the extension has no name", remedy: "add `name: …`")
      }
      if extensions[name] == nil { extensions[name] = fields.value("extension") ?? .null }
    }
    return extensions
  }
}

extension Kubeconfig.Cluster {
  fileprivate init(reading fields: inout YAMLFieldReader) throws(ConfigurationError) {
    self.init()
    server = try fields.string("server").map { EndpointText($0) }
    tlsServerName = try fields.string("tls-server-name")
    insecureSkipTLSVerify = try fields.bool("insecure-skip-tls-verify")
    certificateAuthority = try fields.string("certificate-authority")
    certificateAuthorityData = try fields.base64("certificate-authority-data")
    proxyURL = try fields.string("proxy-url").map { EndpointText($0) }
    disableCompression = try fields.bool("disable-compression")
    extensions = try fields.extensions()
    unknownFields = fields.unknown
  }
}

extension Kubeconfig.Context {
  fileprivate init(reading fields: inout YAMLFieldReader) throws(ConfigurationError) {
    self.init()
    cluster = try fields.string("cluster")
    user = try fields.string("user")
    namespace = try fields.string("namespace")
    extensions = try fields.extensions()
    unknownFields = fields.unknown
  }
}

extension Kubeconfig.User {
  fileprivate init(reading fields: inout YAMLFieldReader) throws(ConfigurationError) {
    self.init()
    clientCertificate = try fields.string("client-certificate")
    clientCertificateData = try fields.base64("client-certificate-data")
    clientKey = try fields.string("client-key")
    clientKeyData = try fields.base64("client-key-data").map { SensitiveBytes($0) }
    token = try fields.sensitive("token")
    tokenFile = try fields.string("tokenFile")
    impersonate = try fields.string("as")
    impersonateUID = try fields.string("as-uid")
    impersonateGroups = try fields.strings("as-groups")
    impersonateExtra = try fields.stringLists("as-user-extra")
    username = try fields.string("username")
    password = try fields.sensitive("password")
    if var provider = try fields.mapping("auth-provider") {
      var settings: [String: SensitiveString] = [:]
      if var config = try provider.mapping("config") {
        for name in config.rest.map(\.name) { settings[name] = try config.sensitive(name) ?? "" }
      }
      authProvider = .init(name: try provider.string("name") ?? "", config: settings)
      authProvider?.unknownFields = provider.unknown
    }
    if var exec = try fields.mapping("exec") { self.exec = try .init(reading: &exec) }
    extensions = try fields.extensions()
    unknownFields = fields.unknown
  }
}

extension Kubeconfig.ExecConfiguration {
  fileprivate init(reading fields: inout YAMLFieldReader) throws(ConfigurationError) {
    self.init()
    command = try fields.string("command")
    arguments = try fields.strings("args").map { SensitiveString($0) }
    for (item, place) in try fields.list("env") {
      var pair = try YAMLFieldReader(item, at: place)
      let name = try pair.string("name") ?? ""
      let value = try pair.sensitive("value") ?? ""
      environment.append(EnvironmentVariable(name: name, value: value, unknownFields: pair.unknown))
    }
    apiVersion = try fields.string("apiVersion")
    installHint = try fields.string("installHint")
    provideClusterInfo = try fields.bool("provideClusterInfo")
    interactiveMode = try fields.string("interactiveMode").map { InteractiveMode(rawValue: $0) }
    unknownFields = fields.unknown
  }
}

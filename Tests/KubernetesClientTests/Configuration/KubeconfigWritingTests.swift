import Testing

@testable import KubernetesClient

@Suite("Writing a kubeconfig")
struct KubeconfigWritingTests {
  @Test func everythingIsKept() throws {
    let config = try Kubeconfig(yaml: fullKubeconfig, file: "/f")
    let text = try config.yaml()
    #expect(try Kubeconfig(yaml: text, file: "/f") == config)
    #expect(text.contains("version: 1.10\n") && text.contains("date: 2026-01-02\n") && text.contains("more: 1e3\n"))
  }

  @Test func theTextIsStable() throws {
    var config = Kubeconfig()
    config.clusters["b"] = .init(server: "https://b", insecureSkipTLSVerify: true)
    config.clusters["a"] = .init(server: "https://a")
    config.contexts["x"] = .init(cluster: "a", user: "me")
    config.users["me"] = .init()
    config.users["me"]?.token = "true"
    config.currentContext = "x"
    #expect(
      try config.yaml() == """
        apiVersion: v1
        clusters:
        - cluster:
            server: https://a
          name: a
        - cluster:
            insecure-skip-tls-verify: true
            server: https://b
          name: b
        contexts:
        - context:
            cluster: a
            user: me
          name: x
        current-context: x
        kind: Config
        users:
        - name: me
          user:
            token: "true"

        """)
  }

  @Test(arguments: [
    "true", "no", "Off", "null", "~", "123", "0x1", "1e3", "1.5", "2026-01-01", "", " padded ", "a: b", "a #b", "- x",
    "@x",
    "`x", "%x", "!tag", "&a", "*a", "{a}", "[a]", "a,b", "'q'", "\"q\"", "multi\nline", "tab\tbed", "ends:", "y", "N",
    "<<", "=", "grün", "\u{1F600}", "b\u{FEFF}om", "nul\u{0}", "esc\u{1B}[0m", "\u{2028}", "back\\slash", ".inf", "-",
    "---", "...", "? x", "| x", "> x", "nan", "Infinity", "012", "1_000", "12:30:45",
    String(repeating: "long ", count: 60),
  ])
  func everyTextSurvives(_ text: String) throws {
    var config = Kubeconfig()
    config.unknownFields["key"] = .string(text)
    config.extensions["ext"] = .sequence([.string(text)])
    config.users["u"] = .init()
    config.users["u"]?.authProvider = .init(name: "p", config: ["k": SensitiveString(text)])
    config.users["u"]?.extensions[text] = text.isEmpty ? nil : .string("v")
    let back = try Kubeconfig(yaml: try config.yaml())
    #expect(back.unknownFields["key"] == .string(text))
    #expect(back.extensions["ext"] == .sequence([.string(text)]))
    #expect(back.users == config.users)
  }

  @Test("Parse, write, parse keeps everything", arguments: 0..<300)
  func roundTrip(seed: UInt64) throws {
    var generator = ConfigGenerator(seed: seed)
    let config = generator.kubeconfig()
    let text = try config.yaml()
    let back = try Kubeconfig(yaml: text)
    #expect(back == config.sortedByName)
    #expect(try back.yaml() == text)
  }
}

extension Kubeconfig {
  fileprivate var sortedByName: Kubeconfig {
    var copy = self
    copy.clusters = .init(clusters.sorted { $0.name < $1.name })
    copy.users = .init(users.sorted { $0.name < $1.name })
    copy.contexts = .init(contexts.sorted { $0.name < $1.name })
    return copy
  }
}

/// Makes configurations up, the same for the same seed.
private struct ConfigGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  private mutating func next(_ limit: Int) -> Int {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }

  private static let alphabet = Array("abcXYZ019 -_.:/#'\"\\{}[],&*!|>%@`~=+?\n\té😀\u{85}\u{7F}\u{1}")

  private mutating func text() -> String {
    String((0..<(next(12) + 1)).map { _ in Self.alphabet[next(Self.alphabet.count)] })
  }
  private mutating func optional() -> String? { next(2) == 0 ? nil : text() }
  private mutating func secret() -> SensitiveString? { optional().map { SensitiveString($0) } }
  private mutating func bytes() -> [UInt8]? {
    next(2) == 0 ? nil : (0...next(40)).map { _ in UInt8(next(256)) }
  }

  private mutating func value(_ depth: Int = 0) -> YAMLValue {
    switch next(depth > 3 ? 3 : 5) {
    case 0: .null
    case 1: .string(text())
    case 2: .plain(["1", "1.10", "true", "no", "0x1F", "2026-01-02", "1e3", "-5"][next(8)])
    case 3: .sequence((0..<next(4)).map { _ in value(depth + 1) })
    default: .mapping(fields("k", depth + 1).members)
    }
  }

  private mutating func fields(_ prefix: String, _ depth: Int = 0) -> YAMLFields {
    var names: Set<String> = []
    for _ in 0..<next(4) { names.insert("\(prefix)-x\(text())") }
    // Written sorted, so made sorted.
    return YAMLFields(names.sorted().map { .init($0, value(depth + 1)) })
  }

  private mutating func extensions() -> KubeconfigExtensions { KubeconfigExtensions(fields("e")) }

  private mutating func entries<Value>(
    _ make: (inout ConfigGenerator) -> Value
  ) -> KubeconfigEntries<Value> {
    var entries = KubeconfigEntries<Value>()
    for _ in 0..<next(4) {
      entries.append(KubeconfigEntry(name: text(), value: make(&self), unknownFields: fields("z")))
    }
    return entries
  }

  mutating func kubeconfig() -> Kubeconfig {
    var config = Kubeconfig()
    config.currentContext = optional()
    config.preferences = fields("p")
    config.unknownFields = fields("u")
    config.extensions = extensions()
    config.clusters = entries { generator in
      Kubeconfig.Cluster(
        server: generator.optional().map { EndpointText($0) }, tlsServerName: generator.optional(),
        insecureSkipTLSVerify: generator.next(2) == 0, certificateAuthority: generator.optional(),
        certificateAuthorityData: generator.bytes(), proxyURL: generator.optional().map { EndpointText($0) },
        disableCompression: generator.next(2) == 0, extensions: generator.extensions(),
        unknownFields: generator.fields("u"))
    }
    config.contexts = entries { generator in
      Kubeconfig.Context(
        cluster: generator.optional(), user: generator.optional(), namespace: generator.optional(),
        extensions: generator.extensions(), unknownFields: generator.fields("u"))
    }
    config.users = entries { generator in generator.user() }
    return config
  }

  private mutating func user() -> Kubeconfig.User {
    var user = Kubeconfig.User()
    user.clientCertificate = optional()
    user.clientCertificateData = bytes()
    user.clientKey = optional()
    user.clientKeyData = bytes().map { SensitiveBytes($0) }
    user.token = secret()
    user.tokenFile = optional()
    user.impersonate = optional()
    user.impersonateUID = optional()
    user.impersonateGroups = (0..<next(3)).map { _ in text() }
    for _ in 0..<next(3) { user.impersonateExtra[text()] = (0...next(3)).map { _ in text() } }
    user.username = optional()
    user.password = secret()
    if next(2) == 0 {
      user.authProvider = .init(name: text(), config: [text(): SensitiveString(text())], unknownFields: fields("u"))
    }
    if next(2) == 0 {
      var exec = Kubeconfig.ExecConfiguration(command: optional(), arguments: [SensitiveString(text())])
      exec.environment = (0..<next(3)).map { _ in
        .init(name: text(), value: SensitiveString(text()), unknownFields: fields("u"))
      }
      exec.apiVersion = optional()
      exec.installHint = optional()
      exec.provideClusterInfo = next(2) == 0
      exec.interactiveMode = next(2) == 0 ? .always : nil
      exec.unknownFields = fields("u")
      user.exec = exec
    }
    user.extensions = extensions()
    user.unknownFields = fields("u")
    return user
  }
}

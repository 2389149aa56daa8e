import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Secrets are not printed")
struct RedactionTests {
  private static let secret = "hunter2-SECRET"

  /// Every way to show a value in general.
  private func texts(of value: Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped, maxDepth: 30)
    var reflected = ""
    func walk(_ value: Any, _ depth: Int) {
      guard depth < 12 else { return }
      reflected += "\(value)|"
      for child in Mirror(reflecting: value).children { walk(child.value, depth + 1) }
    }
    walk(value, 0)
    return [
      dumped, reflected, "\(value)", String(reflecting: value), String(describing: Optional(value)), "\([value])",
    ]
  }

  private func expectHidden(_ value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
    let bytes = "\(Array(Self.secret.utf8))".dropFirst().dropLast()
    let encoded = base64(Self.secret)
    for text in texts(of: value) {
      #expect(!text.contains(Self.secret), sourceLocation: sourceLocation)
      #expect(!text.contains(bytes), sourceLocation: sourceLocation)
      #expect(!text.contains(encoded), sourceLocation: sourceLocation)
    }
  }

  @Test func byType() {
    expectHidden(SensitiveString(Self.secret))
    expectHidden(SensitiveBytes(Self.secret))
    #expect("\(SensitiveString(Self.secret))" == "<redacted>")
    expectHidden(EndpointText("https://u:\(Self.secret)@h/p"))
    expectHidden(YAMLFields([.init("k", .string(Self.secret))]))
    #expect(!((SensitiveString(Self.secret) as Any) is any Encodable))
    #expect(!((SensitiveBytes(Self.secret) as Any) is any Encodable))
    #expect(!((Kubeconfig() as Any) is any Encodable))
  }

  @Test func inAKubeconfig() throws {
    let s = Self.secret
    let config = try Kubeconfig(
      yaml: """
        unknown: \(s)
        preferences: {x: \(s)}
        extensions: [{name: e, extension: {k: \(s)}}]
        clusters: [{name: c, more: \(s), cluster: {server: "https://u:\(s)@h", proxy-url: "http://u:\(s)@p", x: \(s)}}]
        users:
        - name: u
          more: \(s)
          user:
            token: \(s)
            password: \(s)
            client-key-data: \(base64(s))
            unknown: \(s)
            auth-provider: {name: p, config: {k: \(s)}, x: \(s)}
            exec: {command: c, args: [\(s)], env: [{name: N, value: \(s), x: \(s)}], x: \(s)}
            extensions: [{name: e, extension: \(s)}]
        """, file: "/f")
    expectHidden(config)
    #expect(try config.yaml().components(of: s) == 18, "all of them are there")
  }

  @Test func inAnError() {
    let text = """
      current-context: x
      contexts: [{name: x, context: {cluster: c}}]
      clusters: [{name: c, cluster: {server: https://h, proxy-url: 'bad://u:\(Self.secret)@p'}}]
      """
    let error = #expect(throws: KubernetesError.self) { try Kubeconfig(yaml: text).resolve(environment: .test()) }
    expectHidden(error as Any)
  }

  @Test func inWhatAClientUses() async throws {
    let s = Self.secret
    let key = TestPEM.key(s)
    let files = InMemoryFiles(["/t": s, "/c": TestPEM.certificate(), "/k": key])
    expectHidden(Credential.bearer(SensitiveString(s)))
    expectHidden(ClientCertificate(chain: [1], key: SensitiveBytes(key)))
    expectHidden(try ProxyURL("http://u:\(s)@p"))
    expectHidden(ConfigurationEnvironment(variables: ["TOKEN": s]))
    expectHidden(PEMSource.data(SensitiveBytes(s)))
    var overrides = KubeconfigOverrides()
    overrides.user.token = SensitiveString(s)
    expectHidden(overrides)
    var plugin = ExecPlugin(
      command: "/x", arguments: [SensitiveString(s)],
      cluster: .init(server: "https://h", proxyURL: EndpointText("http://u:\(s)@p"), config: .string(s)))
    plugin.environment = [.init(name: "N", value: SensitiveString(s))]
    expectHidden(plugin)
    expectHidden(ExecCredentialProvider(plugin, environment: .test(variables: ["TOKEN": s])))
    expectHidden(
      ExecInvocation(
        executable: "/x", arguments: [SensitiveString(s)], environment: ["A": SensitiveString(s)], isInteractive: false,
        outputLimit: 1))
    expectHidden(ExecOutput(standardOutput: SensitiveBytes(s)))
    var configuration = ClientConfiguration(server: ServerURL(host: "h"))
    configuration.proxy = .always(try ProxyURL("http://u:\(s)@p"))
    let transport = CurlTransportConfiguration(configuration, TLSMaterial(privateKey: Array(s.utf8)))
    #expect(transport.proxy?.contains(s) == true)
    expectHidden(transport)
    #expect("\(transport)".contains("https://h:443"))
    let token = TokenFileCredentialProvider(path: "/t", files: files)
    let certificate = ClientCertificateProvider(chain: .file("/c"), key: .file("/k"), files: files)
    configuration.credentials = CombinedCredentialProvider(authorization: token, certificate: certificate)
    let authenticator = Authenticator(configuration)
    let authentication = try await authenticator.authentication()
    #expect(authentication.authorization == SensitiveString("Bearer \(s)"))
    expectHidden(configuration)
    expectHidden(token)
    expectHidden(certificate)
    expectHidden(authenticator)
    expectHidden(authentication)
    expectHidden(authentication.tls)
    expectHidden(try StaticCredentialProvider.token(SensitiveString(s)))
    expectHidden(try StaticCredentialProvider.basic(username: "u", password: SensitiveString(s)))
    expectHidden(ConnectionAuthorizer(authenticator, initial: authentication) { _ in })
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}

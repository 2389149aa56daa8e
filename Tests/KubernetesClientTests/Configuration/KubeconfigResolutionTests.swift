import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("From a kubeconfig to a client's configuration")
struct KubeconfigResolutionTests {
  static let text = """
    current-context: main
    clusters:
    - name: a
      cluster: {server: "https://a:6443/p", tls-server-name: inner, certificate-authority: ca.pem, disable-compression: true, proxy-url: "socks5://p:1"}
    - name: b
      cluster: {server: "https://b", insecure-skip-tls-verify: true}
    - name: plain
      cluster: {server: "http://c:8080"}
    users:
    - name: token
      user: {token: " abc "}
    - name: jane
      user: {token: t, as: jane, as-uid: "7", as-groups: [g], as-user-extra: {K: [v]}}
    contexts:
    - name: main
      context: {cluster: a, user: token, namespace: team}
    - name: other
      context: {cluster: b, user: jane}
    - name: dangling
      context: {cluster: gone, user: token}
    - name: nobody
      context: {cluster: b, user: gone}
    - name: none
      context: {cluster: b}
    - name: plain
      context: {cluster: plain, user: jane}
    """

  let files = InMemoryFiles(["/k/ca.pem": TestPEM.certificate(), "/work/my.pem": TestPEM.certificate()])

  func resolve(
    _ text: String = text, variables: [String: String] = [:], _ change: (inout KubeconfigOverrides) -> Void = { _ in }
  ) throws -> ClientConfiguration {
    var overrides = KubeconfigOverrides()
    change(&overrides)
    return try Kubeconfig(yaml: text, file: "/k/config").resolve(
      overrides, environment: .test(files, variables: variables))
  }

  @Test func theCurrentContextIsUsed() async throws {
    let configuration = try resolve()
    #expect("\(configuration.server)" == "https://a:6443/p")
    #expect(configuration.tls == TLSConfiguration(authority: .file("/k/ca.pem"), serverName: "inner"))
    #expect(configuration.proxy == .always(try ProxyURL("socks5://p:1")))
    #expect(configuration.defaultNamespace == "team")
    #expect(configuration.disablesCompression)
    #expect(configuration.impersonation == nil)
    #expect(try await configuration.credentials.credential().authorization == "Bearer abc")
    #expect(configuration.notices.isEmpty)
  }

  @Test func anotherContextCanBeAskedFor() throws {
    let configuration = try resolve { $0.context = "other" }
    #expect(configuration.server.host == "b")
    #expect(!configuration.tls.verifiesServer && configuration.tls.authority == .system)
    #expect(configuration.defaultNamespace == "default")
    #expect(
      configuration.impersonation == Impersonation(user: "jane", uid: "7", groups: ["g"], extra: ["K": ["v"]]))
  }

  @Test func clusterUserAndNamespaceCanBeAskedFor() throws {
    let configuration = try resolve { overrides in
      overrides.clusterName = "b"
      overrides.userName = "jane"
      overrides.namespace = "n"
      overrides.requestTimeout = .seconds(5)
    }
    #expect(configuration.server.host == "b" && configuration.impersonation?.user == "jane")
    #expect(configuration.defaultNamespace == "n" && configuration.requestTimeout == .seconds(5))
  }

  @Test func whatIsAskedForMustExist() throws {
    for (change, name) in [
      ({ $0.context = "x" }, "context \"x\""), ({ $0.clusterName = "y" }, "cluster \"y\""),
      ({ $0.userName = "z" }, "user \"z\""),
    ] as [((inout KubeconfigOverrides) -> Void, String)] {
      let error = try #require(throws: KubernetesError.self) { try resolve(Self.text, change) }
      #expect(error.configurationError?.code == .missingEntry)
      #expect(error.message.contains(name))
    }
  }

  @Test func aCurrentContextThatDoesNotExistIsNamedWithItsFile() throws {
    let error = try #require(throws: KubernetesError.self) {
      try resolve("current-context: x\ncontexts: [{name: b, context: {}}, {name: a, context: {}}]")
    }
    #expect(
      error.message == #"/k/config: current-context: there is no context "x"; choose another: there are "a", "b""#)
  }

  @Test func aClusterThatDoesNotExistIsNamedWithItsContext() throws {
    let error = try #require(throws: KubernetesError.self) { try resolve { $0.context = "dangling" } }
    #expect(error.configurationError?.entry == #"context "dangling""#)
    #expect(error.configurationError?.field == "cluster")
    #expect(!error.isEmptyConfiguration)
  }

  @Test func aUserThatDoesNotExistIsAnonymous() async throws {
    let configuration = try resolve { $0.context = "nobody" }
    #expect(try await configuration.credentials.credential() == .anonymous)
    #expect(configuration.notices.count == 1 && configuration.notices[0].contains("\"gone\""))
    let none = try resolve { $0.context = "none" }
    #expect(try await none.credentials.credential() == .anonymous)
    #expect(none.notices.isEmpty)
  }

  @Test func credentialsAreNotUsedOverPlainHTTP() async throws {
    let configuration = try resolve { $0.context = "plain" }
    #expect(try await configuration.credentials.credential() == .anonymous)
    #expect(configuration.impersonation?.user == "jane", "acting as somebody is no secret")
    #expect(
      configuration.notices == [
        #"the credentials of user "jane" are not used: http://c:8080 is not reached by TLS"#
      ])
  }

  @Test func anAddressClearsTheNameThatItsServerWasVerifiedAgainst() throws {
    #expect(try resolve { $0.cluster.server = "https://new" }.tls.serverName == nil)
    let both = try resolve { overrides in
      overrides.cluster.server = "https://new"
      overrides.cluster.tlsServerName = "n"
    }
    #expect(both.tls.serverName == "n" && both.server.host == "new")
  }

  @Test func verificationOffClearsTheAuthorities() throws {
    let configuration = try resolve { $0.cluster.insecureSkipTLSVerify = true }
    #expect(configuration.tls.authority == .system && !configuration.tls.verifiesServer)
  }

  @Test func authoritiesTurnVerificationOn() throws {
    let configuration = try resolve { overrides in
      overrides.context = "other"
      overrides.cluster.certificateAuthority = "my.pem"
    }
    #expect(configuration.tls == TLSConfiguration(authority: .file("/work/my.pem")))
  }

  @Test func aTokenReplacesOtherMethods() async throws {
    let text =
      "current-context: c\nclusters: [{name: k, cluster: {server: https://h}}]\n"
      + "users: [{name: u, user: {username: n, password: p}}]\ncontexts: [{name: c, context: {cluster: k, user: u}}]"
    #expect(try await resolve(text).credentials.credential().authorization == "Basic bjpw")
    let token = try resolve(text) { $0.user.token = "t" }
    #expect(try await token.credentials.credential().authorization == "Bearer t")
  }

  @Test func actingAsAnotherReplacesWhatTheFileSays() throws {
    let configuration = try resolve { overrides in
      overrides.context = "other"
      overrides.user.impersonate = "joe"
    }
    #expect(configuration.impersonation == Impersonation(user: "joe"))
  }

  /// Left out, they would let requests run with all rights of the user.
  @Test(arguments: ["as-uid: '7'", "as-groups: [g]", "as-user-extra: {k: [v]}", "as: '', as-groups: [g]"])
  func howToActAsAnotherNeedsToSayAsWhom(_ fields: String) throws {
    let text = """
      current-context: c
      clusters: [{name: k, cluster: {server: https://h}}]
      users: [{name: u, user: {token: t, \(fields)}}]
      contexts: [{name: c, context: {cluster: k, user: u}}]
      """
    let error = try #require(throws: KubernetesError.self) { try resolve(text) }
    #expect(error.configurationError?.code == .conflict)
    #expect(error.configurationError?.field?.hasPrefix("as-") == true)
    #expect(error.message.contains("`as`"))
  }

  @Test func overridesNeedToSayAsWhomToo() throws {
    let error = try #require(throws: KubernetesError.self) { try resolve { $0.user.impersonateGroups = ["g"] } }
    #expect(error.configurationError?.field == "as-groups")
    #expect(throws: KubernetesError.self) {
      try resolve { overrides in
        overrides.context = "other"
        overrides.user.impersonateUID = "8"
      }
    }
  }

  @Test func theEnvironmentsProxyCounts() throws {
    let variables = ["HTTPS_PROXY": "http://env:1", "HTTP_PROXY": "broken://x"]
    let configuration = try resolve(variables: variables) { $0.context = "other" }
    #expect(configuration.proxy.proxy(for: configuration.server)?.host == "env")
    #expect(try resolve(variables: variables).proxy.proxy(for: configuration.server)?.host == "p", "proxy-url wins")
    #expect(throws: KubernetesError.self) {
      try resolve(variables: ["https_proxy": "broken://x"]) { $0.context = "other" }
    }
  }
}

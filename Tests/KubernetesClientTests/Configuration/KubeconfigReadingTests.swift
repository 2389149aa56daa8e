import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Reading a kubeconfig")
struct KubeconfigReadingTests {
  @Test func everyFieldIsRead() throws {
    let config = try Kubeconfig(yaml: fullKubeconfig, file: "/etc/kube/config")
    #expect(config.currentContext == "main")
    #expect(config.currentContextFile == "/etc/kube/config")
    let cluster = try #require(config.clusters["c"])
    #expect(cluster.server == "https://example.com:6443/prefix")
    #expect(cluster.tlsServerName == "kubernetes")
    #expect(cluster.insecureSkipTLSVerify)
    #expect(cluster.certificateAuthority == "ca.pem")
    #expect(cluster.certificateAuthorityData == Array("authority".utf8))
    #expect(cluster.proxyURL == "socks5://proxy:1080")
    #expect(cluster.disableCompression)
    #expect(cluster.extensions["e"]?["version"] == .plain("1.10"))
    #expect(cluster.unknownFields["new-field"] == .sequence([.plain("1"), .string("2")]))
    let user = try #require(config.users["u"])
    #expect(user.clientCertificate == "cert.pem" && user.clientKey == "key.pem")
    #expect(user.clientCertificateData == Array("chain".utf8))
    #expect(user.clientKeyData?.reveal() == Array("secret".utf8))
    #expect(user.token == "t0ken" && user.tokenFile == "token")
    #expect(user.username == "name" && user.password == "12345")
    #expect(user.impersonate == "jane" && user.impersonateUID == "uid-1")
    #expect(user.impersonateGroups == ["a", "b"] && user.impersonateExtra == ["reason": ["x", "y"]])
    #expect(user.authProvider?.name == "oidc" && user.authProvider?.config["id-token"] == "abc")
    let exec = try #require(user.exec)
    #expect(exec.command == "./plugin" && exec.arguments == ["get", "token"])
    #expect(exec.environment.map(\.name) == ["REGION"] && exec.environment.map(\.value) == ["eu"])
    #expect(exec.apiVersion == "client.authentication.k8s.io/v1" && exec.installHint == "install it")
    #expect(exec.provideClusterInfo && exec.interactiveMode == .never)
    let context = try #require(config.contexts["main"])
    #expect(context.cluster == "c" && context.user == "u" && context.namespace == "team")
    #expect(config.clusters.entry(named: "c")?.unknownFields["beside"] == .plain("true"))
    #expect(config.unknownFields["future"] == .mapping([.init("nested", .null)]))
    #expect(config.preferences["colors"] == .plain("true"))
    #expect(config.extensions["top"] == .string("kept"))
  }

  @Test(arguments: ["", "\n", "# nothing\n", "---\n", "{}", "null"])
  func anEmptyFileIsAnEmptyConfiguration(_ text: String) throws {
    #expect(try Kubeconfig(yaml: text).isEmpty)
  }

  @Test func jsonIsRead() throws {
    let config = try Kubeconfig(
      yaml: #"{"apiVersion":"v1","kind":"Config","clusters":[{"name":"a","cluster":{"server":"https:\/\/h"}}]}"#)
    #expect(config.clusters["a"]?.server == "https://h")
  }

  @Test func nullListsAreEmpty() throws {
    #expect(try Kubeconfig(yaml: "clusters: null\nusers:\ncontexts: []\ncurrent-context: ''\n").isEmpty)
  }

  @Test func numbersCountAsTextWhereTextIsExpected() throws {
    let config = try Kubeconfig(yaml: "users: [{name: 7, user: {token: 0123, password: yes}}]")
    #expect(config.users["7"]?.token == "0123")
    #expect(config.users["7"]?.password == "yes")
  }

  @Test func theFirstOfTwoEntriesWithOneNameIsKept() throws {
    let config = try Kubeconfig(
      yaml: "clusters: [{name: a, cluster: {server: one}}, {name: a, cluster: {server: two}}]", file: "/f")
    #expect(config.clusters.map(\.value.server) == ["one"])
    #expect(config.notices == [#"/f: cluster "a" is there twice; the first is used"#])
  }

  @Test func byteOrderMarksAreUnderstood() throws {
    let text = "current-context: grün"
    #expect(try Kubeconfig(yaml: [0xEF, 0xBB, 0xBF] + Array(text.utf8)).currentContext == "grün")
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in text.utf16 {
      little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    #expect(try Kubeconfig(yaml: little).currentContext == "grün")
    #expect(try Kubeconfig(yaml: big).currentContext == "grün")
  }

  @Test func documentsOfOneFileAreMerged() throws {
    let config = try Kubeconfig(
      yaml: "current-context: a\n---\ncurrent-context: b\nclusters: [{name: c, cluster: {server: s}}]\n")
    #expect(config.currentContext == "a")
    #expect(config.clusters["c"]?.server == "s")
  }

  @Test func anchorsAndMergeKeysAreResolved() throws {
    let config = try Kubeconfig(
      yaml: """
        clusters:
        - name: a
          cluster: &base {server: "https://a", tls-server-name: n}
        - name: b
          cluster:
            <<: *base
            server: https://b
        """)
    #expect(config.clusters["b"]?.server == "https://b")
    #expect(config.clusters["b"]?.tlsServerName == "n")
  }
}

/// A kubeconfig in which every field is set, with unknown ones on every level.
let fullKubeconfig = """
  apiVersion: v1
  kind: Config
  current-context: main
  preferences: {colors: true}
  future: {nested: }
  extensions: [{name: top, extension: kept}]
  clusters:
  - name: c
    beside: true
    cluster:
      server: https://example.com:6443/prefix
      tls-server-name: kubernetes
      insecure-skip-tls-verify: true
      certificate-authority: ca.pem
      certificate-authority-data: YXV0aG9yaXR5
      proxy-url: socks5://proxy:1080
      disable-compression: true
      new-field: [1, "2"]
      extensions:
      - name: e
        extension: {version: 1.10, list: [a, {b: null}], date: 2026-01-02}
  users:
  - name: u
    beside: "yes"
    user:
      client-certificate: cert.pem
      client-certificate-data: Y2hhaW4=
      client-key: key.pem
      client-key-data: c2VjcmV0
      token: t0ken
      tokenFile: token
      as: jane
      as-uid: uid-1
      as-groups: [a, b]
      as-user-extra: {reason: [x, y]}
      username: name
      password: "12345"
      new-secret: hidden
      auth-provider:
        name: oidc
        config: {id-token: abc}
        cmd: kept
      exec:
        command: ./plugin
        args: [get, token]
        env: [{name: REGION, value: eu, note: why}]
        apiVersion: client.authentication.k8s.io/v1
        installHint: install it
        provideClusterInfo: true
        interactiveMode: Never
        more: 1e3
      extensions: [{name: ue, extension: [1]}]
  contexts:
  - name: main
    beside: 0x1F
    context:
      cluster: c
      user: u
      namespace: team
      color: red
      extensions: [{name: ce, extension: ~}]
  """

import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Finding and merging kubeconfig files")
struct KubeconfigLoaderTests {
  private func cluster(_ name: String, _ server: String, more: String = "") -> String {
    "clusters: [{name: \(name), cluster: {server: '\(server)'\(more)}}]\n"
  }

  @Test func theHomeFileIsTheDefault() throws {
    let files = InMemoryFiles(["/home/me/.kube/config": "current-context: home"])
    let loader = KubeconfigLoader(environment: .test(files))
    #expect(loader.paths == ["/home/me/.kube/config"])
    #expect(try loader.load().currentContext == "home")
  }

  @Test func withoutAHomeThereIsNoFile() throws {
    var environment = ConfigurationEnvironment.test()
    environment.homeDirectory = nil
    #expect(KubeconfigLoader(environment: environment).paths == [])
    #expect(try KubeconfigLoader(environment: environment).load().isEmpty)
  }

  @Test func theVariableReplacesTheHomeFile() throws {
    let files = InMemoryFiles(["/a": "current-context: a", "/home/me/.kube/config": "current-context: home"])
    let loader = KubeconfigLoader(environment: .test(files, variables: ["KUBECONFIG": "/a"]))
    #expect(try loader.load().currentContext == "a")
  }

  @Test func anExplicitPathBeatsTheVariable() throws {
    let files = InMemoryFiles(["/a": "current-context: a", "/work/b": "current-context: b"])
    let loader = KubeconfigLoader(explicitPath: "b", environment: .test(files, variables: ["KUBECONFIG": "/a"]))
    #expect(loader.paths == ["/work/b"])
    #expect(try loader.load().currentContext == "b")
  }

  @Test func anExplicitPathMustExist() throws {
    let error = try #require(throws: KubernetesError.self) {
      try KubeconfigLoader(explicitPath: "/gone", environment: .test()).load()
    }
    #expect(error.configurationError?.code == .unreadableFile)
    #expect(error.configurationError?.file == "/gone")
    #expect(error.message.contains("there is no such file"))
  }

  @Test func emptyNamesAndDuplicatesOfTheListAreDropped() {
    let loader = KubeconfigLoader(environment: .test(variables: ["KUBECONFIG": ":/a::b:/a:/x/../a:"]))
    #expect(loader.paths == ["/a", "/work/b"])
  }

  @Test func missingFilesOfTheListAreSkipped() throws {
    let files = InMemoryFiles(["/b": "current-context: b"])
    let config = try KubeconfigLoader(environment: .test(files, variables: ["KUBECONFIG": "/a:/b"])).load()
    #expect(config.currentContext == "b")
    #expect(config.notices.isEmpty)
  }

  @Test func whenAllAreMissingThereIsANotice() throws {
    let config = try KubeconfigLoader(environment: .test(variables: ["KUBECONFIG": "/a:/b"])).load()
    #expect(config.isEmpty)
    #expect(config.notices == ["none of the files in KUBECONFIG exists: /a, /b"])
  }

  @Test func theFirstFileWinsForTheWholeEntry() throws {
    let files = InMemoryFiles([
      "/a": cluster("c", "https://a") + "current-context: ''\nusers: [{name: u, user: {username: x}}]",
      "/b": cluster("c", "https://b", more: ", tls-server-name: n") + "current-context: second\n"
        + "users: [{name: u, user: {password: y}}, {name: v, user: {token: t}}]",
      "/c": "current-context: third",
    ])
    let config = try KubeconfigLoader(environment: .test(files, variables: ["KUBECONFIG": "/a:/b:/c"])).load()
    #expect(config.clusters["c"]?.server == "https://a")
    #expect(config.clusters["c"]?.tlsServerName == nil)
    #expect(config.users["u"]?.password == nil)
    #expect(config.users["v"]?.token == "t")
    #expect(config.users.entry(named: "v")?.file == "/b")
    #expect(config.currentContext == "second" && config.currentContextFile == "/b")
  }

  @Test func everyBrokenFileIsNamed() throws {
    let files = InMemoryFiles(["/a": "kind: Pod", "/b": "current-context: b", "/c": "users: 1"])
    files.fail("/d", with: .permissionDenied)
    let error = try #require(throws: KubernetesError.self) {
      try KubeconfigLoader(environment: .test(files, variables: ["KUBECONFIG": "/a:/b:/c:/d"])).load()
    }
    #expect(error.configurationError?.code == .several)
    for part in ["/a: kind", "/c: users", "/d: permission denied"] { #expect(error.message.contains(part)) }
    #expect(!error.message.contains("/b"))
  }

  @Test func pathsCountFromTheFileThatDeclaresThem() throws {
    let files = InMemoryFiles([
      "/one/config": "clusters: [{name: c, cluster: {certificate-authority: ../ca.pem}}]",
      "/two/config":
        "users: [{name: u, user: {client-certificate: c.pem, client-key: /abs/k.pem, tokenFile: sub/t, exec: {command: bin/x}}}, {name: v, user: {exec: {command: x}}}]",
    ])
    let config = try KubeconfigLoader(
      environment: .test(files, variables: ["KUBECONFIG": "/one/config:/two/config"])
    ).load().resolvingPaths()
    #expect(config.clusters["c"]?.certificateAuthority == "/ca.pem")
    #expect(config.users["u"]?.clientCertificate == "/two/c.pem")
    #expect(config.users["u"]?.clientKey == "/abs/k.pem")
    #expect(config.users["u"]?.tokenFile == "/two/sub/t")
    #expect(config.users["u"]?.exec?.command == "/two/bin/x")
    #expect(config.users["v"]?.exec?.command == "x")
  }

  @Test func newEntriesGoToTheFirstFileThatExists() {
    let files = InMemoryFiles(["/b": ""])
    let variables = ["KUBECONFIG": "/a:/b:/c"]
    #expect(KubeconfigLoader(environment: .test(files, variables: variables)).defaultPath == "/b")
    #expect(KubeconfigLoader(environment: .test(variables: variables)).defaultPath == "/c")
    #expect(KubeconfigLoader(environment: .test()).defaultPath == "/home/me/.kube/config")
  }
}

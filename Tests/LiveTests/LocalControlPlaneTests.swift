import Foundation
import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesTesting
import Testing

/// What ``LocalControlPlane`` promises, each on a control plane of its own: these tests end servers.
@Suite(.needsControlPlane, .serialized) struct LocalControlPlaneTests {
  private func run<Result: Sendable>(
    _ body: @escaping @Sendable (RunningControlPlane) async throws -> Result
  ) async throws -> Result {
    try await LocalControlPlane(binaries: try LiveControlPlane.binaries.get()).run(body)
  }

  /// The status code of a GET; other failures than the server's are thrown.
  private static func status(_ path: String, _ configuration: ClientConfiguration) async throws -> Int {
    try await withClusterClient(configuration) { client in
      do {
        return try await client.rest.send(RESTRequest(verb: "get", path: path)).status
      } catch let error as KubernetesError {
        guard let status = error.status, let code = status.code else { throw error }
        return Int(code)
      }
    }
  }

  private static func createConfigMap(_ name: String, _ configuration: ClientConfiguration) async throws {
    try await withClusterClient(configuration) { client in
      let answer = try await client.rest.send(
        RESTRequest(
          verb: "create", method: .post, path: maps, headers: [.contentType: "application/json"],
          body: Bytes(#"{"metadata":{"name":"\#(name)"}}"#)))
      #expect(answer.status == 201)
    }
  }

  private static let maps = "/api/v1/namespaces/default/configmaps"

  @Test func usersAreKnownAndRestrainedOnBothServers() async throws {
    try await run { cluster in
      let secrets = "/api/v1/secrets"
      let server = cluster.apiServer
      let admin = try #require(cluster.user("token-admin"))
      let nobody = try #require(cluster.user("nobody"))
      let stranger = ControlPlaneUser(name: "stranger")
      #expect(try await Self.status(secrets, server.adminConfiguration) == 200)
      #expect(try await Self.status(secrets, server.configuration(as: admin)) == 200)
      #expect(try await Self.status(secrets, server.configuration(as: nobody)) == 403)
      #expect(try await Self.status(secrets, server.configuration(as: stranger)) == 401)
      #expect(try await Self.status(secrets, server.anonymousConfiguration) == 403)

      let extensions = try #require(cluster.customResourceServer)
      let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
      #expect(try await Self.status(definitions, extensions.adminConfiguration) == 200)
      #expect(try await Self.status(definitions, extensions.configuration(as: nobody)) == 403)
    }
  }

  @Test func theKubeconfigFileIsReadByTheClient() async throws {
    try await run { cluster in
      for (context, expected) in [("admin", 200), ("nobody", 403)] {
        let configuration = try ClientConfiguration.load(
          kubeconfig: cluster.kubeconfigPath, overrides: KubeconfigOverrides(context: context))
        #expect(try await Self.status("/api/v1/secrets", configuration) == expected)
      }
    }
  }

  @Test func dataSurvivesAKillAndAnOutageLastsAsLongAsTheTestSays() async throws {
    try await run { cluster in
      let admin = cluster.apiServer.adminConfiguration
      try await Self.createConfigMap("kept", admin)
      try await cluster.stopAPIServer(.killed)
      let error = await #expect(throws: KubernetesError.self) { try await Self.status(Self.maps, admin) }
      #expect(error?.code == .transport)
      try await cluster.startAPIServer()
      #expect(try await Self.status("\(Self.maps)/kept", admin) == 200)
    }
  }

  @Test func aListThatGoesOnAfterACompactionIsExpired() async throws {
    struct List: Decodable {
      struct Metadata: Decodable { let `continue`: String? }
      let metadata: Metadata
    }
    try await run { cluster in
      let admin = cluster.apiServer.adminConfiguration
      for name in ["a", "b", "c"] { try await Self.createConfigMap(name, admin) }
      try await withClusterClient(admin) { client in
        func page(_ query: [(name: String, value: String)]) async throws -> RESTResponse {
          try await client.rest.send(RESTRequest(verb: "list", path: Self.maps, query: [("limit", "1")] + query))
        }
        let first = try await page([])
        let list = try JSONDecoder().decode(List.self, from: Data(first.body.array))
        let token = try #require(list.metadata.continue)
        // Another revision, so that there is something to forget.
        try await Self.createConfigMap("d", admin)
        #expect(try await cluster.compactHistory() > 0)
        let error = await #expect(throws: KubernetesError.self) { try await page([("continue", token)]) }
        #expect(error?.status?.code == 410)
      }
    }
  }

  @Test func aServerThatEndsUnaskedCancelsTheBodyAndIsTheError() async throws {
    let error = await #expect(throws: ControlPlaneError.self) {
      try await run { cluster in
        let etcd = try Self.processes(named: "etcd", with: cluster)
        #expect(etcd.count == 1)
        for process in etcd { kill(process, SIGKILL) }
        // Ends with the body's task.
        for await _ in AsyncStream<Never>.makeStream().stream {}
        try Task.checkCancellation()
      }
    }
    #expect(error?.code == .exited)
    #expect(error?.message.contains("etcd") == true)
  }

  @Test func nothingIsLeftBehind() async throws {
    let (processes, kubeconfig) = try await run { cluster in
      let path = cluster.kubeconfigPath
      #expect(FileManager.default.fileExists(atPath: path))
      let processes = try ["etcd", "kube-apiserver"].flatMap { try Self.processes(named: $0, with: cluster) }
      #expect(processes.count == 2)
      return (processes, path)
    }
    for process in processes { #expect(!FileManager.default.fileExists(atPath: "/proc/\(process)")) }
    #expect(!FileManager.default.fileExists(atPath: kubeconfig))
  }

  @Test func aWrongArgumentFailsAtOnceWithTheServersOwnWords() async throws {
    var plan = LocalControlPlane(binaries: try LiveControlPlane.binaries.get())
    plan.apiServerArguments = ["--no-such-flag"]
    let configured = plan
    let error = await #expect(throws: ControlPlaneError.self) { try await configured.run { _ in } }
    #expect(error?.code == .exited)
    #expect(error?.logTail.contains("no-such-flag") == true)
  }

  @Test func aFolderThatIsInUseIsRefused() async throws {
    var plan = LocalControlPlane(binaries: try LiveControlPlane.binaries.get())
    plan.folder = FileManager.default.temporaryDirectory.path
    let configured = plan
    let error = await #expect(throws: ControlPlaneError.self) { try await configured.run { _ in } }
    #expect(error?.code == .files)
  }

  /// The processes of that program that work in the control plane's folder.
  private static func processes(named name: String, with cluster: RunningControlPlane) throws -> [pid_t] {
    let folder = URL(fileURLWithPath: cluster.kubeconfigPath).deletingLastPathComponent().path
    return try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.filter {
      guard let line = FileManager.default.contents(atPath: "/proc/\($0)/cmdline") else { return false }
      let words = String(decoding: line, as: UTF8.self).split(separator: "\0")
      return words.first?.hasSuffix("/\(name)") == true && words.contains { $0.contains(folder) }
    }
  }
}

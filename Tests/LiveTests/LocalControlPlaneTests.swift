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

  private static func get(
    _ target: String, _ configuration: CurlTransportConfiguration, token: String? = nil
  ) async throws -> TransportResponse {
    var request = TransportRequest(target: target, timeout: .seconds(30))
    if let token { request.headers[.authorization] = "Bearer \(token)" }
    return try await CurlTransport(configuration).send(request)
  }

  private static func post(
    _ target: String, _ body: String, _ configuration: CurlTransportConfiguration
  ) async throws -> TransportResponse {
    try await CurlTransport(configuration).send(
      TransportRequest(
        method: .post, target: target, headers: [.contentType: "application/json"], body: Bytes(body),
        timeout: .seconds(30)))
  }

  @Test func usersAreKnownAndRestrainedOnBothServers() async throws {
    try await run { cluster in
      let secrets = "/api/v1/secrets"
      let server = cluster.apiServer
      #expect(try await Self.get(secrets, server.adminTransport).status == 200)
      let admin = try #require(cluster.user("token-admin"))
      #expect(try await Self.get(secrets, server.anonymousTransport, token: admin.token).status == 200)
      let nobody = try #require(cluster.user("nobody"))
      #expect(try await Self.get(secrets, server.anonymousTransport, token: nobody.token).status == 403)
      #expect(try await Self.get(secrets, server.anonymousTransport, token: "no-such-token").status == 401)

      let extensions = try #require(cluster.customResourceServer)
      let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
      #expect(try await Self.get(definitions, extensions.adminTransport).status == 200)
      #expect(try await Self.get(definitions, extensions.anonymousTransport, token: nobody.token).status == 403)
    }
  }

  @Test func dataSurvivesAKillAndAnOutageLastsAsLongAsTheTestSays() async throws {
    try await run { cluster in
      let maps = "/api/v1/namespaces/default/configmaps"
      let server = cluster.apiServer
      let created = try await Self.post(maps, #"{"metadata":{"name":"kept"}}"#, server.adminTransport)
      #expect(created.status == 201)
      try await cluster.stopAPIServer(.killed)
      await #expect(throws: TransportError.self) { try await Self.get(maps, server.adminTransport) }
      try await cluster.startAPIServer()
      #expect(try await Self.get("\(maps)/kept", server.adminTransport).status == 200)
    }
  }

  @Test func aListThatGoesOnAfterACompactionIsExpired() async throws {
    struct List: Decodable {
      struct Metadata: Decodable { let `continue`: String? }
      let metadata: Metadata
    }
    try await run { cluster in
      let maps = "/api/v1/namespaces/default/configmaps"
      let server = cluster.apiServer
      for name in ["a", "b", "c"] {
        let answer = try await Self.post(maps, #"{"metadata":{"name":"\#(name)"}}"#, server.adminTransport)
        #expect(answer.status == 201)
      }
      let page = try await Self.get("\(maps)?limit=1", server.adminTransport)
      let list = try JSONDecoder().decode(List.self, from: Data(page.body.array))
      let token = try #require(list.metadata.continue)
      let answer = try await Self.post(maps, #"{"metadata":{"name":"d"}}"#, server.adminTransport)
      #expect(answer.status == 201)
      #expect(try await cluster.compactHistory() > 0)
      let expired = try await Self.get("\(maps)?limit=1&continue=\(token)", server.adminTransport)
      #expect(expired.status == 410)
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

import Foundation
import HTTPTypes
import KubernetesCore
import KubernetesLocks
import Testing

@testable import KubernetesClient
@testable import KubernetesTesting

/// Credentials that a real kube-apiserver refuses, and what becomes of the request.
@Suite("Renewal of credentials on a real server", .needsControlPlane)
struct CredentialRenewalTests {
  /// A folder that goes with the test.
  private final class Scratch: Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/credentials-\(UUID().uuidString)"
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String, mode: Int = 0o600) throws {
      try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(path)/\(name)")
    }

    func lines(_ name: String) -> Int {
      let text = try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
      return text?.split(separator: "\n").count ?? 0
    }
  }

  /// Counts what really goes to the server.
  private struct Counter: RequestInterceptor {
    let statuses = Lock<[Int]>([])
    func didReceive(status: Int, headers: HTTPFields, for request: TransportRequest) async {
      statuses.withLock { $0.append(status) }
    }
  }

  private func administrators(_ names: [String]) -> [ControlPlaneUser] {
    names.map { ControlPlaneUser(name: $0, groups: ["system:masters"]) }
  }

  private func withServer(
    _ names: [String], _ body: @escaping @Sendable (RunningControlPlane) async throws -> Void
  ) async throws {
    var plane = LocalControlPlane(binaries: try LiveControlPlane.binaries.get())
    plane.users = administrators(names)
    try await plane.run(body)
  }

  private func client(
    _ configuration: ClientConfiguration, _ counter: Counter
  ) async throws -> ClusterClient {
    var rest = RESTClientConfiguration()
    rest.interceptors = [counter]
    return try await ClusterClient.connect(configuration, requests: rest)
  }

  private func kubeconfig(_ endpoint: ControlPlaneEndpoint, user: String) -> String {
    """
    apiVersion: v1
    kind: Config
    current-context: c
    contexts: [{name: c, context: {cluster: c, user: u}}]
    clusters:
    - name: c
      cluster:
        server: \(endpoint.url)
        certificate-authority-data: \(Data(endpoint.certificateAuthority.utf8).base64EncodedString())
    users:
    - name: u
      user:
    \(user)
    """
  }

  /// A plug-in that answers with what lies in the file `answer`, and leaves a line in `runs`.
  private static let plugin = """
    #!/bin/sh
    cd "$(dirname "$0")"
    echo run >>runs
    cat answer

    """

  private static func answer(_ status: [String: String]) throws -> String {
    let object: [String: Any] = [
      "apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": status,
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }

  private func execUser(_ scratch: Scratch) -> String {
    """
        exec:
          apiVersion: client.authentication.k8s.io/v1
          command: \(scratch.path)/plugin
          interactiveMode: Never
    """
  }

  @Test func aStaleTokenOfAPlugInIsRenewedAndThePostIsSentAgain() async throws {
    try await withServer(["robot"]) { cluster in
      let scratch = try Scratch()
      try scratch.write("plugin", Self.plugin, mode: 0o700)
      try scratch.write("answer", try Self.answer(["token": "stale"]))
      try scratch.write("config", kubeconfig(cluster.apiServer, user: execUser(scratch)))
      let counter = Counter()
      let client = try await client(try .load(kubeconfig: "\(scratch.path)/config"), counter)
      let token = try #require(cluster.user("robot")).token
      try scratch.write("answer", try Self.answer(["token": token]))

      let maps = client.dynamic.resource(.configMaps, namespace: "default")
      let made = try await maps.create(.configMap("posted-once", ["k": "v"]))
      #expect(made["data"] == ["k": "v"], "the body went along the second time")
      #expect(counter.statuses.withLock { $0 } == [401, 201])
      #expect(scratch.lines("runs") == 2)

      // What was renewed is kept: neither the plug-in nor the server is asked twice.
      for _ in 0..<5 { _ = try await maps.get("posted-once") }
      #expect(counter.statuses.withLock { $0.count } == 7)
      #expect(scratch.lines("runs") == 2)
      await client.shutdown()
    }
  }

  @Test func aPlugInThatGivesTheSameAgainEndsWithTheServersRefusal() async throws {
    try await withServer(["robot"]) { cluster in
      let scratch = try Scratch()
      try scratch.write("plugin", Self.plugin, mode: 0o700)
      try scratch.write("answer", try Self.answer(["token": "wrong"]))
      try scratch.write("config", kubeconfig(cluster.apiServer, user: execUser(scratch)))
      let counter = Counter()
      let client = try await client(try .load(kubeconfig: "\(scratch.path)/config"), counter)
      let error = await #expect(throws: KubernetesError.self) {
        try await client.dynamic.resource(.namespaces).get("default")
      }
      #expect(error?.isUnauthorized == true)
      #expect(counter.statuses.withLock { $0.count } <= 2, "at most once more")
      await client.shutdown()
    }
  }

  @Test func aPlugInsTokenIsSharedByConcurrentRequests() async throws {
    try await withServer(["robot"]) { cluster in
      let scratch = try Scratch()
      try scratch.write("plugin", Self.plugin, mode: 0o700)
      try scratch.write("answer", try Self.answer(["token": "stale"]))
      try scratch.write("config", kubeconfig(cluster.apiServer, user: execUser(scratch)))
      let client = try await client(try .load(kubeconfig: "\(scratch.path)/config"), Counter())
      try scratch.write("answer", try Self.answer(["token": try #require(cluster.user("robot")).token]))
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 {
          group.addTask { _ = try await client.dynamic.resource(.namespaces).get("default") }
        }
        try await group.waitForAll()
      }
      #expect(scratch.lines("runs") == 2, "twenty refusals, one renewal")
      await client.shutdown()
    }
  }

  @Test func aPlugInMayGiveAClientCertificate() async throws {
    try await withServer([]) { cluster in
      let scratch = try Scratch()
      try scratch.write("plugin", Self.plugin, mode: 0o700)
      try scratch.write(
        "answer",
        try Self.answer([
          "clientCertificateData": cluster.apiServer.adminCertificate, "clientKeyData": cluster.apiServer.adminKey,
        ]))
      try scratch.write("config", kubeconfig(cluster.apiServer, user: execUser(scratch)))
      let counter = Counter()
      let client = try await client(try .load(kubeconfig: "\(scratch.path)/config"), counter)
      let maps = client.dynamic.resource(.configMaps, namespace: "default")
      _ = try await maps.create(.configMap("by-certificate"))
      #expect(try await maps.get("by-certificate").metadata.name == "by-certificate")
      #expect(counter.statuses.withLock { $0 } == [201, 200])
      #expect(scratch.lines("runs") == 1)
      await client.shutdown()
    }
  }

  @Test func aRefusedTokenFileIsReadAgainAndTheRequestIsSentAgain() async throws {
    try await withServer(["robot"]) { cluster in
      let scratch = try Scratch()
      try scratch.write("token", "stale\n")
      try scratch.write("config", kubeconfig(cluster.apiServer, user: "    tokenFile: \(scratch.path)/token"))
      let counter = Counter()
      let client = try await client(try .load(kubeconfig: "\(scratch.path)/config"), counter)
      let maps = client.dynamic.resource(.configMaps, namespace: "default")
      let refused = await #expect(throws: KubernetesError.self) { try await maps.create(.configMap("by-file")) }
      #expect(refused?.isUnauthorized == true, "the file has nothing else")
      #expect(counter.statuses.withLock { $0 } == [401])

      try scratch.write("token", try #require(cluster.user("robot")).token + "\n")
      let made = try await maps.create(.configMap("by-file", ["k": "v"]))
      #expect(made["data"] == ["k": "v"])
      #expect(counter.statuses.withLock { $0 } == [401, 401, 201])
      _ = try await maps.get("by-file")
      #expect(counter.statuses.withLock { $0.last } == 200)
      await client.shutdown()
    }
  }

  @Test func aWatchIsOpenedAgainWithNewCredentials() async throws {
    try await withServer(["robot"]) { cluster in
      let scratch = try Scratch()
      try scratch.write("token", "stale")
      try scratch.write("config", kubeconfig(cluster.apiServer, user: "    tokenFile: \(scratch.path)/token"))
      let counter = Counter()
      let client = try await client(try .load(kubeconfig: "\(scratch.path)/config"), counter)
      _ = try? await client.dynamic.resource(.namespaces).get("default")
      try scratch.write("token", try #require(cluster.user("robot")).token)
      let events = try await client.dynamic.resource(.namespaces).events(ListOptions(timeoutSeconds: 30))
      for try await event in events where event.object?.metadata.name == "default" { break }
      #expect(counter.statuses.withLock { $0 } == [401, 401, 200])
      await client.shutdown()
    }
  }
}

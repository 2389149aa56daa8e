import ArgumentParser
import ExampleArguments
import Foundation
import Kubernetes
import KubernetesTestSupport
import KubernetesTesting
import Testing

@testable import IndexByNode

/// What `IndexByNode` prints.
@Suite("IndexByNode on the embedded API server", .timeLimit(.minutes(1)))
struct IndexByNodeTests {
  private let server = EmbeddedAPIServer()
  private let client: ClusterClient

  init() async throws {
    client = ClusterClient(transport: server.transport)
    for (name, node) in [("b", "node-1"), ("a", "node-1"), ("c", "node-2"), ("waiting", nil)] {
      var pod = CoreV1.Pod(metadata: MetaV1.ObjectMeta(name: name))
      pod.spec = CoreV1.PodSpec(containers: [CoreV1.Container(name: "main", image: "image")], nodeName: node)
      _ = try await client.coreV1.pods(in: "default").create(pod)
    }
  }

  @Test func allNodesThatHavePods() async throws {
    #expect(
      try await IndexByNode.lines(of: [], client) == [
        "node-1: 2 pods", "  default/a", "  default/b", "node-2: 1 pods", "  default/c",
      ])
  }

  @Test func podsThatCannotBeReadAreNotWaitedForForEver() async throws {
    server.faults.add(.status(403))
    let clock = ManualClock()
    let waiting = Task { try await IndexByNode.lines(of: [], client, clock: clock) }
    // The informer's first backoff, and the limit.
    await clock.sleeper(by: .seconds(2))
    await clock.sleepers(2)
    clock.advance(by: .seconds(30))
    let error = await #expect(throws: InformerError.self) { try await waiting.value }
    guard case .syncTimedOut(.seconds(30), let reason) = error else {
      return #expect(Bool(false), "\(String(describing: error))")
    }
    #expect((reason as? KubernetesError)?.isForbidden == true)
  }

  @Test func aCacheThatDoesNotFillIsAFailureOfTheProgram() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "kubeconfig-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let text = """
      {"current-context": "c", "clusters": [{"name": "c", "cluster": {"server": "http://127.0.0.1:1"}}],
       "contexts": [{"name": "c", "context": {"cluster": "c"}}]}
      """
    try Data(text.utf8).write(to: file)
    let arguments = try ClusterArguments.parse(["--kubeconfig", file.path])
    await #expect(throws: ExitCode.failure) {
      try await arguments.run { _ in throw InformerError.syncTimedOut(limit: .seconds(30), lastError: nil) }
    }
  }

  @Test func theNodesThatWereAskedFor() async throws {
    #expect(
      try await IndexByNode.lines(of: ["node-2", "empty"], client) == [
        "node-2: 1 pods", "  default/c", "empty: 0 pods",
      ])
  }
}

import Kubernetes
import KubernetesTesting
import Testing

@testable import IndexByNode

/// What `IndexByNode` prints.
@Suite("IndexByNode on the embedded API server", .timeLimit(.minutes(1)))
struct IndexByNodeTests {
  private let client = ClusterClient(transport: EmbeddedAPIServer().transport)

  init() async throws {
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

  @Test func theNodesThatWereAskedFor() async throws {
    #expect(
      try await IndexByNode.lines(of: ["node-2", "empty"], client) == [
        "node-2: 1 pods", "  default/c", "empty: 0 pods",
      ])
  }
}

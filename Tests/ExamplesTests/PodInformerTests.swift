import Kubernetes
import KubernetesTesting
import Testing

@testable import PodInformer

/// What `PodInformer` prints.
@Suite("PodInformer on the embedded API server", .timeLimit(.minutes(1)))
struct PodInformerTests {
  private let client = ClusterClient(transport: EmbeddedAPIServer().transport)
  private var pods: ResourceClient<CoreV1.Pod> { client.coreV1.pods(in: "default") }

  private func create(_ name: String) async throws {
    var pod = CoreV1.Pod(metadata: MetaV1.ObjectMeta(name: name))
    pod.spec = CoreV1.PodSpec(containers: [CoreV1.Container(name: "main", image: "image")])
    _ = try await pods.create(pod)
  }

  @Test func itTellsWhatBecomesOfThePods() async throws {
    try await create("first")
    let informer = try Informer(pods)
    let (lines, said) = AsyncStream.makeStream(of: String.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await PodInformer.follow(informer) { said.yield($0) } }
      defer { group.cancelAll() }
      var iterator = lines.makeAsyncIterator()
      #expect(await iterator.next() == "+ default/first Pending")
      #expect(await iterator.next()?.hasPrefix("synced: 1 pods at version ") == true)
      try await create("second")
      #expect(await iterator.next() == "+ default/second Pending")
      // A change that is none of the phase is not worth a line.
      _ = try await pods.patch("second", .merge(["metadata": ["labels": ["a": "b"]]]))
      _ = try await pods.patchStatus("second", .merge(["status": ["phase": "Running"]]))
      #expect(await iterator.next() == "~ default/second Pending -> Running")
      _ = try await pods.delete("second", DeleteOptions(gracePeriodSeconds: 0))
      #expect(await iterator.next() == "- default/second")
      informer.stop()
      try await group.waitForAll()
    }
  }

  @Test func itSaysThatSomebodyElseRunsTheInformer() async throws {
    let informer = try Informer(pods)
    let (lines, said) = AsyncStream.makeStream(of: String.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      defer { group.cancelAll() }
      try await informer.waitForSync()
      group.addTask { try await PodInformer.follow(informer) { said.yield($0) } }
      for await line in lines where line.contains("cannot be run") {
        #expect(line == "the informer cannot be run: it is running already")
        break
      }
      informer.stop()
      try await group.waitForAll()
    }
  }
}

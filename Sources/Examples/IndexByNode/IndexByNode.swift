import ArgumentParser
import ExampleArguments
import Kubernetes

/// Which pods run on which node: an index answers at once, however many pods there are.
@main
struct IndexByNode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "IndexByNode", abstract: "Print the pods of each node, from an index of a cache.")

  @Argument(help: "The nodes; all that have pods if none is given.")
  var nodes: [String] = []

  @OptionGroup var cluster: ClusterArguments

  func run() async throws { try await cluster.run { try await print(of: $0) } }

  private func print(of client: ClusterClient) async throws {
    // Pods that are not scheduled yet are under no value. The rest of a pod is not kept: the transform drops it.
    let byNode = Indexer<CoreV1.Pod>("nodeName", value: { $0.spec?.nodeName })
    let informer = try Informer(
      client.coreV1.pods, indexers: [byNode],
      transform: { pod in
        var slim = CoreV1.Pod()
        slim.metadata = pod.metadata
        slim.metadata.managedFields = []
        slim.spec = CoreV1.PodSpec(nodeName: pod.spec?.nodeName)
        return slim
      })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      try await informer.waitForSync()
      let nodes = nodes.isEmpty ? try informer.store.indexValues("nodeName").sorted() : nodes
      for node in nodes {
        let pods = try informer.store.byIndex("nodeName", node)
        Swift.print("\(node): \(pods.count) pods")
        for key in pods.keys.sorted() { Swift.print("  \(key)") }
      }
      group.cancelAll()
    }
  }
}

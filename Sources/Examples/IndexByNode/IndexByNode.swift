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

  func run() async throws {
    try await cluster.run { client in
      for line in try await Self.lines(of: nodes, client) { try LineOutput.standard.line(line) }
    }
  }

  /// What is said of some nodes, or of all.
  static func lines(
    of nodes: [String], _ client: ClusterClient, clock: some Clock<Duration> = ContinuousClock()
  ) async throws -> [String] {
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
      }, clock: clock)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      defer { group.cancelAll() }
      // Without a limit this would wait for as long as the pods cannot be read, whatever the reason.
      try await informer.waitForSync(within: .seconds(30))
      var lines: [String] = []
      let nodes = nodes.isEmpty ? try informer.store.indexValues("nodeName").sorted() : nodes
      for node in nodes {
        let pods = try informer.store.byIndex("nodeName", node)
        lines.append("\(node): \(pods.count) pods")
        for key in pods.keys.sorted() { lines.append("  \(key)") }
      }
      return lines
    }
  }
}

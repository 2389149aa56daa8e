import ArgumentParser
import ExampleArguments
import Kubernetes

/// An application that keeps the pods of a namespace in memory and acts on what changes.
@main
struct PodInformer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "PodInformer",
    abstract: "Keep the pods of a namespace in memory, and tell what becomes of them.")

  @Option(name: [.short, .long], help: "The namespace; the context's if none is given.")
  var namespace: String?

  @OptionGroup var cluster: ClusterArguments

  func run() async throws {
    try await cluster.run { client in
      try await Self.follow(try Informer(client.coreV1.pods(in: namespace ?? client.defaultNamespace))) {
        try LineOutput.standard.line($0)
      }
    }
  }

  /// Runs an informer until it is stopped, and says what it tells.
  ///
  /// - Throws: What `say` throws; the informer is stopped then.
  static func follow(
    _ informer: Informer<CoreV1.Pod>, _ say: @escaping @Sendable (String) throws -> Void
  ) async throws {
    // Each task says whether everything is over with it.
    try await withThrowingTaskGroup(of: Bool.self) { group in
      // The informer lives as long as this task. It fails only if somebody else runs it already.
      group.addTask {
        do { try await informer.run() } catch { try say("the informer cannot be run: \(error)") }
        return false
      }
      // It does not throw when the server is away; whoever wants to know can watch its state.
      group.addTask {
        for await status in informer.statuses {
          if case .backingOff(let error, let delay) = status.state { try say("trouble, again in \(delay): \(error)") }
        }
        return false
      }
      group.addTask {
        for await delta in informer.deltas() { try tell(delta, of: informer, say) }
        return true
      }
      while let isOver = try await group.next(), !isOver {}
      group.cancelAll()
    }
  }

  private static func tell(
    _ delta: Delta<CoreV1.Pod>, of informer: Informer<CoreV1.Pod>, _ say: (String) throws -> Void
  ) throws {
    switch delta {
    case .added(let pod): try say("+ \(pod.key) \(phase(pod))")
    case .updated(let old, let new):
      if phase(old) != phase(new) { try say("~ \(new.key) \(phase(old)) -> \(phase(new))") }
    case .deleted(let pod, .observed): try say("- \(pod.key)")
    case .deleted(let pod, .inferred): try say("- \(pod.key) (while nobody looked)")
    case .replaced(let snapshot): try say("= \(snapshot.count) pods")
    // The cache can be read at any time, without waiting.
    case .synced: try say("synced: \(informer.store.count) pods at version \(informer.store.resourceVersion)")
    }
  }
}

private func phase(_ pod: CoreV1.Pod) -> String { pod.status?.phase ?? "Unknown" }

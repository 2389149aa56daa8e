import ArgumentParser
import ExampleArguments
import Foundation
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
      await Self.follow(try Informer(client.coreV1.pods(in: namespace ?? client.defaultNamespace))) {
        FileHandle.standardOutput.write(Data("\($0)\n".utf8))
      }
    }
  }

  /// Runs an informer until it is stopped, and says what it tells.
  static func follow(_ informer: Informer<CoreV1.Pod>, _ say: @escaping @Sendable (String) -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      // The informer lives as long as this task. It fails only if somebody else runs it already.
      group.addTask {
        do { try await informer.run() } catch { say("the informer cannot be run: \(error)") }
      }
      // It does not throw when the server is away; whoever wants to know can watch its state.
      group.addTask {
        for await status in informer.statuses {
          if case .backingOff(let error, let delay) = status.state { say("trouble, again in \(delay): \(error)") }
        }
      }
      for await delta in informer.deltas() {
        switch delta {
        case .added(let pod): say("+ \(pod.key) \(phase(pod))")
        case .updated(let old, let new):
          if phase(old) != phase(new) { say("~ \(new.key) \(phase(old)) -> \(phase(new))") }
        case .deleted(let pod, .observed): say("- \(pod.key)")
        case .deleted(let pod, .inferred): say("- \(pod.key) (while nobody looked)")
        case .replaced(let snapshot): say("= \(snapshot.count) pods")
        // The cache can be read at any time, without waiting.
        case .synced: say("synced: \(informer.store.count) pods at version \(informer.store.resourceVersion)")
        }
      }
      group.cancelAll()
    }
  }
}

private func phase(_ pod: CoreV1.Pod) -> String { pod.status?.phase ?? "Unknown" }

import Kubernetes
import KubernetesLocks

@testable import FooController

/// A controller at work, with connections of its own, that can be ended in two ways.
final class RunningFooController: Sendable {
  private let client: ClusterClient
  private let task: Task<Void, any Error>
  private let outcomes: Lock<AsyncStream<ReconcileOutcome>.Iterator>

  init(_ client: ClusterClient, namespace: String) {
    self.client = client
    var options = EventRecorderOptions()
    options.drainTimeout = .seconds(2)
    let events = EventRecorder(
      EventReporter(controller: "samplecontroller.k8s.io/foo-controller"), client: client, options: options)
    let controller = Controller<Foo>.foos(client, events: events, namespaces: [namespace])
    outcomes = Lock(controller.outcomes().makeAsyncIterator())
    task = Task {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await controller.run() }
        group.addTask { try await events.run() }
        try await group.waitForAll()
      }
    }
  }

  /// Waits until so many reconciles have ended since the last call.
  func waitForReconciles(_ count: Int) async {
    var iterator = outcomes.withLock { $0 }
    for _ in 0..<count where await iterator.next() == nil { return }
  }

  /// Lets it drain.
  func stop() async throws {
    task.cancel()
    try await task.value
    await client.shutdown()
  }

  /// Cuts its connections in the middle of whatever it does, so that nothing it is about to do happens.
  func kill() async {
    await client.shutdown()
    task.cancel()
    _ = await task.result
  }
}

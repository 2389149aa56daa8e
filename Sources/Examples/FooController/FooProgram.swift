import Kubernetes

/// The controller and what it needs, from the start to the end of the process.
struct FooProgram: Sendable {
  let controller: Controller<Foo>
  let events: EventRecorder
  /// Nil where the controller is the only one.
  var elector: LeaderElector?

  /// Works until `interrupt` returns, or until something fails that cannot be mended.
  ///
  /// The controller drains first, and events are written until it has: what its last reconciles tell is told, too.
  func run(until interrupt: @escaping @Sendable () async -> Void) async throws {
    try await events.run {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await interrupt() }
        group.addTask {
          if let elector {
            try await elector.run { _ in try await controller.run() }
          } else {
            try await controller.run()
          }
        }
        // The first to end ends the other.
        try await group.next()
        group.cancelAll()
        while let result = await group.nextResult() {
          if case .failure(let error) = result, !(error is CancellationError) { throw error }
        }
      }
    }
  }
}

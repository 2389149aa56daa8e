import KubernetesLocks

@testable import KubernetesWorkQueue

extension WorkQueue {
  /// How many entries the timer keeps, useful or not.
  var pendingDelayEntries: Int { wheel.count + state.withLock { $0.machine.delays.inbox.count } }

  /// How many workers sleep.
  nonisolated var sleeperCount: Int { state.withLock { $0.machine.waiters.parked.count } }

  /// Whether the queue measures anything.
  nonisolated var isMetered: Bool { meter != nil || state.withLock { $0.times != nil } }
}

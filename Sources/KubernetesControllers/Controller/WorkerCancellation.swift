internal import Synchronization

/// Whether a worker's task has been cancelled, for a load.
final class WorkerCancellation: Sendable {
  private let flag = Atomic(false)

  var hasOccurred: Bool { flag.load(ordering: .relaxed) }

  func occur() { flag.store(true, ordering: .relaxed) }
}

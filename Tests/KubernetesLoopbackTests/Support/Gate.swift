import KubernetesLocks

/// Opens once; everybody who waits, or comes later, passes.
final class Gate: Sendable {
  private let log = EventLog<Void>()

  func open() { log.append(()) }
  var isOpen: Bool { !log.all.isEmpty }
  /// Throws `CancellationError` when the waiting task is cancelled.
  func passed() async throws { try await log.wait { !$0.isEmpty } }
}

/// What a ``ControllerManager`` runs: a ``Controller`` of any type, or something of your own.
public protocol ManagedController: Sendable {
  /// Different for all controllers of a manager.
  var name: String { get }
  /// Works until the task is cancelled or ``stop(within:)`` is called, and returns when all work has ended.
  func run() async throws
  /// Asks ``run()`` to end. Returns at once.
  ///
  /// - Parameter limit: How long what has begun may go on; nil for what is usual.
  func stop(within limit: Duration?)
}

extension Controller: ManagedController {}

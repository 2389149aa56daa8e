/// What a ``Controller`` is doing.
public enum ControllerState: Hashable, Sendable {
  /// Nobody executes `run()`.
  case idle
  /// It waits until the caches of all its sources are filled.
  case syncing
  /// It reconciles.
  case working
  /// It has been asked to stop, and waits for the reconciles that have begun.
  case draining
}

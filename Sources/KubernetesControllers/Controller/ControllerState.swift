/// What a ``Controller`` is doing.
public enum ControllerState: Hashable, Sendable {
  /// Nobody executes `run()`.
  case idle
  /// It waits until the caches of all its sources are filled, and the keys of what is there are queued.
  case syncing
  /// It reconciles.
  case working
  /// It has been asked to stop, and waits for the reconciles that have begun.
  case draining
}

/// What is known of the runs of a controller, for those who wait.
struct ControllerLife: Sendable {
  var state = ControllerState.idle
  /// How many runs have got to work.
  var beginnings = 0
  /// How many runs have ended.
  var endings = 0
  /// What the last run has failed with; nil if it did not, or another is going on.
  var failure: ControllerError?
}

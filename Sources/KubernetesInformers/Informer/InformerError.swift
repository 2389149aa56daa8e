/// A misuse of an informer, or of what belongs to it.
public enum InformerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// `run()` is being executed already.
  case alreadyRunning
  /// Nobody executes `run()`.
  case notRunning
  /// `run()` ended before the cache was filled.
  case stoppedBeforeSync

  /// What is wrong, for people.
  public var description: String {
    switch self {
    case .alreadyRunning: "it is running already"
    case .notRunning: "nobody runs the informer: call run() in a task of its own"
    case .stoppedBeforeSync: "the informer was stopped before its cache was filled"
    }
  }
}

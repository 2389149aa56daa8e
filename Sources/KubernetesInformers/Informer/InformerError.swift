/// A misuse of an informer, or of what belongs to it, or an end of one's patience with it.
public enum InformerError: Error, Sendable {
  /// `run()` is being executed already.
  case alreadyRunning
  /// Nobody executes `run()`.
  case notRunning
  /// `run()` ended before the cache was filled.
  case stoppedBeforeSync
  /// The event handler was removed before it had finished with what was there.
  case handlerRemoved
  /// The cache was not filled in time. What failed last is the likely reason, such as a missing permission; nil if
  /// nothing failed.
  case syncTimedOut(limit: Duration, lastError: (any Error)?)
}

extension InformerError: CustomStringConvertible {
  /// What is wrong, for people.
  public var description: String {
    switch self {
    case .alreadyRunning: "it is running already"
    case .notRunning: "nobody runs the informer: call run() in a task of its own"
    case .stoppedBeforeSync: "the informer was stopped before its cache was filled"
    case .handlerRemoved: "the handler was removed before it had finished with what was there"
    case .syncTimedOut(let limit, let error):
      "the cache was not filled within \(limit)" + (error.map { ": \($0)" } ?? ", though nothing failed")
    }
  }
}

extension InformerError: Hashable {
  /// Whether both say the same; failures inside are compared by their descriptions.
  public static func == (a: InformerError, b: InformerError) -> Bool { a.description == b.description }

  /// Feeds the description.
  public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

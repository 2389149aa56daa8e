/// Why a controller cannot run, or cannot go on.
public enum ControllerError: Error, Sendable, CustomStringConvertible {
  /// `run()` is being executed already.
  case alreadyRunning
  /// The caches of these sources were not filled in time.
  ///
  /// The causes are the last failures of their informers, such as a missing resource or permission.
  case syncTimedOut(sources: [String], limit: Duration, causes: [any Error])
  /// Nobody runs the informer that was handed to the controller.
  case sourceNotRunning(String)
  /// The informer of a source, or the factory that runs it, was stopped by somebody else.
  case sourceStopped(String)
  /// A source cannot be used: an index is there twice, or a sequence of keys failed.
  case sourceFailed(String, cause: any Error)
  /// The controller was asked to stop before its caches were filled.
  case stoppedBeforeWorking
  /// The controller watches no such resource, so that there is no cache of it to read.
  case notWatched(String)
  /// The source was made without a kind, by which those who own objects could be recognised.
  case kindUnknown(String)

  /// For people.
  public var description: String {
    switch self {
    case .alreadyRunning: "the controller is running already"
    case .syncTimedOut(let sources, let limit, let causes):
      "no complete state of \(sources.joined(separator: ", ")) within \(limit)"
        + (causes.isEmpty ? "" : ": \(causes.map { "\($0)" }.joined(separator: "; "))")
    case .sourceNotRunning(let source): "nobody runs the informer of \(source)"
    case .sourceStopped(let source): "the informer of \(source) was stopped"
    case .sourceFailed(let source, let cause): "\(source): \(cause)"
    case .stoppedBeforeWorking: "the controller was stopped before its caches were filled"
    case .notWatched(let source): "the controller does not watch \(source)"
    case .kindUnknown(let source): "the source \(source) names no kind, by which owner references could be recognised"
    }
  }
}

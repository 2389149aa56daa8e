/// What a ``Reflector`` or ``Informer`` is doing.
public enum ReflectorState: Sendable {
  /// It does not run.
  case idle
  /// It reads what is there, page by page.
  case listing
  /// It reads what is there as a stream.
  case streaming
  /// It follows the changes.
  case watching
  /// Something has failed. It has begun to wait, and tries again after `delay`.
  case backingOff(error: any Error, delay: Duration)

  /// A fixed word for the state, safe as a metric label.
  public var name: String {
    switch self {
    case .idle: "idle"
    case .listing: "listing"
    case .streaming: "streaming"
    case .watching: "watching"
    case .backingOff: "backingOff"
    }
  }
}

public import KubernetesCore

/// A failure that a reflector has found itself. It appears in the reflector's state; the reflector goes on.
public enum ReflectorError: Error, Sendable, CustomStringConvertible {
  /// The server ended a watch at once, without an event.
  case shortWatch(after: Duration)
  /// The server did not answer a request to watch in time: the connection is taken for dead.
  case watchNotAccepted(after: Duration)
  /// The server did not end a watch when it should have: the connection is taken for dead.
  case watchOverdue
  /// A page of a list did not come in time: the connection is taken for dead.
  case listOverdue(after: Duration)
  /// A streaming list ended before the bookmark that ends it.
  case incompleteInitialEvents
  /// A streaming list was silent, or went on, for too long without the bookmark that ends it: the server, or something
  /// before it, does not know streaming lists.
  case missingInitialEventsEnd(after: Duration)
  /// The server gave the same continue token twice.
  case repeatedContinueToken
  /// An object was deleted, but what came of it could not be read, not even its name.
  case unreadDeletion
  /// The transform failed for an object; nothing after it has been taken in.
  case transformFailed(ObjectKey, any Error)
  /// What was read could not be handed on.
  case handOverFailed(any Error)

  /// What is wrong, for people.
  public var description: String {
    switch self {
    case .shortWatch(let duration): "the server ended the watch after \(duration) without an event"
    case .watchNotAccepted(let duration):
      "the server has not accepted the watch within \(duration); the connection is taken for dead"
    case .watchOverdue: "the watch did not end in time; the connection is taken for dead"
    case .listOverdue(let duration): "no page of the list has come within \(duration); the connection is taken for dead"
    case .incompleteInitialEvents: "the streaming list ended before its last bookmark"
    case .missingInitialEventsEnd(let duration): "the streaming list has not ended after \(duration)"
    case .repeatedContinueToken: "the server gave the same continue token twice"
    case .unreadDeletion: "an object was deleted that cannot be read"
    case .transformFailed(let key, let error): "the transform failed for \(key): \(error)"
    case .handOverFailed(let error): "what was read could not be stored: \(error)"
    }
  }
}

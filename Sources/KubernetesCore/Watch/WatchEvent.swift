/// One event of a watch.
///
/// An `ERROR` event is not among them: it ends the stream as a thrown ``KubernetesError``.
public enum WatchEvent<Object: Sendable>: Sendable {
  /// The object came into being, or into the selection.
  case added(Object)
  /// The object changed.
  case modified(Object)
  /// The object is gone, or left the selection; this is its last state.
  case deleted(Object)
  /// Nothing happened up to this version.
  case bookmark(WatchBookmark)

  /// The object; nil for a bookmark.
  public var object: Object? {
    switch self {
    case .added(let object), .modified(let object), .deleted(let object): object
    case .bookmark: nil
    }
  }
}

extension WatchEvent: Equatable where Object: Equatable {}

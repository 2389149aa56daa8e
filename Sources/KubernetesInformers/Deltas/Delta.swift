public import KubernetesCore

/// One change of a cache, as its subscribers see it.
///
/// What is an addition and what an update is decided by what the cache held, not by what the server called the event:
/// a subscriber that applies its deltas in order to an empty dictionary has what the store has. An object that was
/// deleted and made again while the watch was down comes as an update to another uid.
public enum Delta<Object: KubernetesObject>: Sendable {
  /// The object is new to the cache.
  case added(Object)
  /// The object changed. In a resync both are the same; see ``isResync``.
  case updated(old: Object, new: Object)
  /// The object is gone; this is the last state that is known.
  case deleted(Object, Finality)
  /// The subscriber has fallen behind its bound and deltas were dropped: forget everything, this is what there is.
  case replaced(StoreSnapshot<Object>)
  /// Everything that was there when the cache was filled, or when the subscriber came to a filled cache, has been sent.
  /// Comes once.
  case synced
}

extension Delta {
  /// The object as it is now, or was last; nil for the markers.
  public var object: Object? {
    switch self {
    case .added(let object), .updated(_, let object), .deleted(let object, _): object
    case .replaced, .synced: nil
    }
  }

  /// True for an update that changed nothing: the same version of the same object, sent again because the subscriber
  /// asked for a resync.
  public var isResync: Bool {
    guard case .updated(let old, let new) = self, let version = new.metadata.resourceVersion else { return false }
    return old.metadata.resourceVersion == version && old.metadata.uid == new.metadata.uid
  }
}

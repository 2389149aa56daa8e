public import KubernetesCore

/// What a reflector has learnt from the server: an element of a ``DeltaFIFO``, and what a ``ThreadSafeStore`` takes in.
///
/// Replacements and resyncs are single entries. They are compared with what the store holds when they are processed,
/// which is the only moment at which the difference is right.
public enum CacheChange<Object: KubernetesObject>: Sendable {
  /// The object was added or modified.
  case set(Object)
  /// The object was deleted; this is its last state.
  case delete(Object)
  /// The object of the key was deleted at a version; its last state could not be read.
  case deleteUnread(ObjectKey, resourceVersion: String)
  /// This is all there is: the result of a list.
  case replace(Replacement<Object>)
  /// Everything is to be told again to those who want it.
  case resync(Resync)
  /// Nothing else has changed up to this version.
  case bookmark(String)
}

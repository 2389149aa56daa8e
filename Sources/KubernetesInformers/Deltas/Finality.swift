/// How it is known that an object is gone.
public enum Finality: Hashable, Sendable {
  /// The server sent the deletion, with the object's last state.
  case observed
  /// A list no longer had the object, or its last state could not be read. The state that goes with it is the last one that
  /// was seen; the object may have changed after it, and another of the same name may have come and gone.
  case inferred
}

/// An object as the server keeps it, and whether anything was written to bring it there.
public struct WriteResult<Object: Sendable>: Sendable {
  /// The object.
  public let object: Object
  /// What was done.
  public let change: WriteChange

  init(_ object: Object, _ change: WriteChange) {
    self.object = object
    self.change = change
  }
}

/// What was written.
public enum WriteChange: Hashable, Sendable {
  /// The object was made.
  case created
  /// The object was changed.
  case updated
  /// Nothing: the object was as it should be.
  case unchanged
}

/// A function that was to change an object changed its name or namespace, which would make it another object.
public struct IdentityChangeError: Error, Hashable, CustomStringConvertible {
  /// What the object was called.
  public let key: String
  /// What it was called afterwards.
  public let changed: String

  /// For people.
  public var description: String { "an object's name cannot be changed: \(key) became \(changed)" }
}

import KubernetesCore

/// One change, as the log keeps it.
final class StorageEvent: Sendable {
  /// What happened.
  enum Kind: Sendable { case added, modified, deleted }

  let kind: Kind
  let revision: Int
  /// The new version; for a deletion the last one.
  let object: StoredObject
  /// The version before; nil for an addition.
  let previous: StoredObject?

  init(_ kind: Kind, revision: Int, object: StoredObject, previous: StoredObject?) {
    self.kind = kind
    self.revision = revision
    self.object = object
    self.previous = previous
  }
}

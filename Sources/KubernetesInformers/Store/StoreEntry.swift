public import KubernetesCore

/// What the store holds of one version of one object: the object's key and version, read once, and the object itself
/// in the subclass ``StoredObject``.
///
/// All tables, lists and indexes of a store hold references to entries, so none of them is generic, and code that is
/// compiled for every object type costs what code for one type costs.
///
/// Safety of `@unchecked Sendable`: `key` and `version` never change, and readers touch nothing else. `slot`, `mark`
/// and `places` are read and written by the store's writer only, an actor, even after a reader has got the entry; the
/// writer accesses them for a moment each, so that no two accesses overlap, and a check of that would be the larger part.
@usableFromInline
package class StoreEntry: @unchecked Sendable {
  /// Namespace and name.
  package final let key: ObjectKey
  /// The object's version.
  final let version: EntryVersion
  /// The position in the values of the stripe. Writer only.
  @exclusivity(unchecked) final var slot: UInt32 = 0
  /// The number of the last replacement that kept this entry. Writer only.
  @exclusivity(unchecked) final var mark: UInt32 = 0
  /// Where the indexes hold the entry. Writer only.
  @exclusivity(unchecked) final var places = EntryPlaces()

  init(key: ObjectKey, version: String) {
    self.key = key
    self.version = EntryVersion(version)
  }
}

/// An entry with its object.
@usableFromInline
package final class StoredObject<Object: KubernetesObject>: StoreEntry, @unchecked Sendable {
  // Safety of `@unchecked Sendable`: adds one constant to what ``StoreEntry`` guards.
  /// The object.
  @usableFromInline package let object: Object

  /// Reads key and version out of the object.
  package init(_ object: Object) {
    self.object = object
    let metadata = object.metadata
    super.init(
      key: ObjectKey(namespace: metadata.namespace ?? "", name: metadata.name ?? ""),
      version: metadata.resourceVersion ?? "")
  }
}

extension StoreEntry {
  /// The object. The store's type decides which one it is: entries never leave the store of their type.
  @inlinable
  package final func object<Object: KubernetesObject>(as type: Object.Type) -> Object {
    unsafeDowncast(self, to: StoredObject<Object>.self).object
  }
}

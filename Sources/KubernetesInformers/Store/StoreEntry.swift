public import KubernetesCore

/// What the store holds of one version of one object: the object's key and version, read once, and the object itself
/// in the subclass ``StoredObject``.
///
/// All tables, lists and indexes of a store hold references to entries, so none of them is generic, and code that is
/// compiled for every object type costs what code for one type costs. There is one for every object of a cache, so what
/// can be told from the rest has no property: 88 bytes with an object that is one reference.
///
/// Safety of `@unchecked Sendable`: `key` and the version never change, and readers touch nothing else. `places` and the
/// slot are read and written by the store's writer only, an actor, even after a reader has got the entry; the writer
/// accesses them for a moment each, so that no two accesses overlap, and a check of that would be the larger part.
@usableFromInline
package class StoreEntry: @unchecked Sendable {
  /// Where the indexes hold the entry. Writer only.
  @exclusivity(unchecked) final var places = EntryPlaces()
  /// The slot in three bytes, the version in five: together they take what a word takes.
  @exclusivity(unchecked) private final var slotLow: UInt16 = 0
  @exclusivity(unchecked) private final var slotHigh: UInt8 = 0
  private final let versionHigh: UInt8
  private final let versionLow: UInt32
  /// Namespace and name. The last property, so that what a reader needs, this and the object, lies together.
  package final let key: ObjectKey

  init(key: ObjectKey, versionNumber: UInt64) {
    self.key = key
    let version = versionNumber < 1 << 40 ? versionNumber : 0
    versionHigh = UInt8(truncatingIfNeeded: version >> 32)
    versionLow = UInt32(truncatingIfNeeded: version)
  }

  /// The version as the object has it.
  var objectVersion: String { "" }
}

extension StoreEntry {
  /// The first number that is too large for a slot.
  static let slotLimit = 1 << 24 - 1

  /// Where the list of all entries holds the entry, if that is below ``slotLimit``. Writer only.
  final var slot: Int {
    get { Int(slotHigh) << 16 | Int(slotLow) }
    set {
      slotLow = UInt16(truncatingIfNeeded: newValue)
      slotHigh = UInt8(truncatingIfNeeded: newValue >> 16)
    }
  }

  /// The object's version as a number; 0 if it is none, or one that no server reaches in a hundred years.
  final var versionNumber: UInt64 { UInt64(versionHigh) << 32 | UInt64(versionLow) }
}

extension StoreEntry {
  /// The object's version.
  final var version: EntryVersion { EntryVersion(versionNumber, or: objectVersion) }

  /// True unless the object's version is known to be that of another entry, or older.
  final func isNews(after old: StoreEntry) -> Bool {
    if versionNumber != 0, old.versionNumber != 0 { return versionNumber > old.versionNumber }
    return version.isNews(after: old.version)
  }

  /// True if both have a version, and the same one.
  final func hasVersion(of other: StoreEntry) -> Bool {
    if versionNumber != 0 || other.versionNumber != 0 { return versionNumber == other.versionNumber }
    return !objectVersion.isEmpty && objectVersion == other.objectVersion
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
      versionNumber: EntryVersion.number(metadata.resourceVersion ?? ""))
  }

  /// Makes an entry of a type that is at hand, and is not found out once more.
  @inline(never)
  static func make(_ object: Object) -> StoreEntry { self.init(object) }

  override var objectVersion: String { object.metadata.resourceVersion ?? "" }
}

extension StoreEntry {
  /// The object. The store's type decides which one it is: entries never leave the store of their type.
  @inlinable
  package final func object<Object: KubernetesObject>(as type: Object.Type) -> Object {
    unsafeDowncast(self, to: StoredObject<Object>.self).object
  }
}

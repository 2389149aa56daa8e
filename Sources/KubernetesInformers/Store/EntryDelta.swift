import KubernetesCore

/// A change on its way into the tables, freed of the object's type.
enum EntryChange: Sendable {
  case set(StoreEntry)
  case delete(StoreEntry)
  case deleteUnread(ObjectKey, EntryVersion)
}

/// What a change has done to the tables, freed of the object's type.
enum EntryDelta: Sendable {
  /// The entry is there, in the place of another one if there was one.
  case set(StoreEntry, replacing: StoreEntry?)
  /// There is no such entry any more; this is the last state that is known.
  case deleted(StoreEntry, Finality)
}

/// Which entries of a store a whole list still has: a bit for each.
struct KeptSlots {
  private let entries: EntryList
  private var kept: [Bool]

  /// Begins with none. The store must not change meanwhile.
  init(of entries: EntryList) {
    self.entries = entries
    kept = Array(repeating: false, count: entries.count)
  }

  mutating func note(_ entry: StoreEntry) { kept[entries.slot(of: entry)] = true }

  /// Calls a function with all entries that were not noted.
  func forEachOther(_ body: (StoreEntry) -> Void) {
    for slot in kept.indices where !kept[slot] { body(entries[slot]) }
  }
}

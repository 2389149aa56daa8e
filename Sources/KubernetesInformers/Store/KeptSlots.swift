/// Which entries of a store a whole list still has: a bit for each.
struct KeptSlots {
  private let parts: ContiguousArray<EntryVector>
  private var kept: [[Bool]]

  /// Begins with none. The store must not change meanwhile.
  init(of parts: ContiguousArray<EntryVector>) {
    self.parts = parts
    kept = parts.map { Array(repeating: false, count: $0.count) }
  }

  mutating func note(_ part: Int, _ slot: Int) { kept[part][slot] = true }

  /// Calls a function with all entries that were not noted.
  func forEachOther(_ body: (StoreEntry) -> Void) {
    for (part, entries) in parts.enumerated() {
      for slot in 0..<entries.count where !kept[part][slot] { body(entries[slot]) }
    }
  }
}

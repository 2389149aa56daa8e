/// All entries of a store, which they are kept by, about in the order of their coming.
///
/// The order lets a walk over them go through memory as it was allocated, which the processor foresees. The list is cut
/// into parts, so that a write after a copy, which shares everything with it, copies little: the list of parts, 64
/// references to chunks, and one chunk.
struct EntryList: Sendable {
  private static let partShift = 12
  /// Entries that a part has room for.
  static let partSize = 1 << partShift

  private(set) var parts: ContiguousArray<EntryVector> = []
  private(set) var count = 0
  /// Entries know their slots up to this one.
  private let farSlot: Int

  /// Makes an empty list.
  ///
  /// - Parameter farSlot: The first slot that entries do not know, but have to be searched from; for tests.
  init(farSlot: Int = StoreEntry.slotLimit) { self.farSlot = farSlot }

  /// The entry in a slot.
  subscript(slot: Int) -> StoreEntry { parts[slot >> Self.partShift][slot & (Self.partSize - 1)] }

  /// Where an entry is, which must be there. Costs a load, or in a store of more objects than fit into most computers'
  /// memory a search for those beyond.
  func slot(of entry: StoreEntry) -> Int {
    if entry.slot < farSlot { return entry.slot }
    for slot in farSlot..<count where self[slot] === entry { return slot }
    preconditionFailure("an entry is not in the list")
  }

  /// Adds an entry.
  mutating func append(_ entry: StoreEntry) {
    if count == parts.count << Self.partShift { parts.append(EntryVector()) }
    entry.slot = min(count, farSlot)
    parts[parts.count - 1].append(entry)
    count += 1
  }

  /// Puts an entry in the place of another one, which must be there.
  mutating func replace(_ old: StoreEntry, by entry: StoreEntry) { put(entry, slot(of: old)) }

  /// Removes an entry, which must be there. The last one takes its slot.
  mutating func remove(_ entry: StoreEntry) {
    let slot = slot(of: entry)
    count -= 1
    let last = parts[parts.count - 1].removeLast()
    if parts[parts.count - 1].isEmpty { parts.removeLast() }
    if slot < count { put(last, slot) }
  }

  private mutating func put(_ entry: StoreEntry, _ slot: Int) {
    entry.slot = min(slot, farSlot)
    parts[slot >> Self.partShift][slot & (Self.partSize - 1)] = entry
  }
}

extension SlotTable {
  /// Called when the table has become empty: gives its memory back if it is much more than was needed since the table
  /// was last empty.
  ///
  /// - Returns: Whether it did. Then slots start from 0 again.
  @inlinable
  mutating func releaseExcess() -> Bool {
    let isOversized = cells.count > 1024 && peak * 4 < cells.count
    if isOversized { self = SlotTable() }
    peak = 0
    return isOversized
  }

  /// Traps unless every item is found at its slot, every free cell is in the free list once, and the counts agree.
  func checkInvariants() {
    precondition(buckets.count == mask + 1 && buckets.count & mask == 0, "the number of buckets is a power of two")
    var known = 0
    for slot in 0..<cells.count {
      guard let item = self[Slot(slot)] else { continue }
      let cell = cells[slot]
      known += 1
      precondition(cell.tag == Self.tag(of: item), "the tag of slot \(slot) is its item's")
      precondition(find(item, tag: cell.tag) == Slot(slot), "slot \(slot) is found by its item")
    }
    precondition(known == count, "the count is right")
    precondition((0..<buckets.count).count(where: { buckets[$0] != 0 }) == count, "one bucket for each item")
    var free = 0
    var slot = firstFree
    while slot != Self.noSlot {
      precondition(!cells[Int(slot)].isInUse, "a free cell holds no item")
      free += 1
      precondition(free <= cells.count, "the free list ends")
      slot = cells[Int(slot)].tag
    }
    precondition(free + known == cells.count, "every cell is in use or free")
  }
}

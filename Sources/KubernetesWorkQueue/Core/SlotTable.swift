/// Gives every item that the queue knows a small number, its slot, for as long as it knows the item.
///
/// The rest of the queue works on slots, so an item is hashed once on its way through, by `add`: what is ready is a list
/// of slots, and a worker hands back the slot it was given. An item's cell does not move while the item is known.
///
/// Open addressing with linear probing and backward shift deletion. A bucket holds 32 bits of the hash beside the slot:
/// probing, growing and deleting touch no item, except to confirm a match.
@usableFromInline
struct SlotTable<Item: Hashable & Sendable>: Sendable {
  @usableFromInline typealias Slot = UInt32

  @usableFromInline
  struct Cell: Sendable {
    /// `nil` in a free cell.
    @usableFromInline var item: Item?
    /// The item's tag; in a free cell the next free slot, or `noSlot`.
    @usableFromInline var tag: UInt32

    @inlinable
    init(item: Item?, tag: UInt32) {
      self.item = item
      self.tag = tag
    }
  }

  @usableFromInline var cells: ContiguousArray<Cell> = []
  /// The tag in the high half and the slot plus one in the low half; 0 is an empty bucket.
  ///
  /// A power of two of them.
  @usableFromInline var buckets: ContiguousArray<UInt64>
  @usableFromInline var mask: Int
  @usableFromInline var count = 0
  /// The most items that were known at once since the table was last empty.
  @usableFromInline var peak = 0
  @usableFromInline var firstFree: Slot = Self.noSlot

  @inlinable static var noSlot: Slot { .max }
  @inlinable static var smallest: Int { 16 }

  @inlinable
  init() {
    buckets = ContiguousArray(repeating: 0, count: Self.smallest)
    mask = Self.smallest &- 1
  }

  /// The part of an item's hash that the table uses.
  ///
  /// Compute it outside of the lock.
  @inlinable
  static func tag(of item: Item) -> UInt32 {
    // Fibonacci hashing: also spreads types that bring a poor hash value of their own.
    UInt32(truncatingIfNeeded: (UInt64(truncatingIfNeeded: item.hashValue) &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  @inlinable
  subscript(slot: Slot) -> Item? { cells[Int(slot)].item }

  /// The slot of an item, if it is known.
  @inlinable
  func find(_ item: Item, tag: UInt32) -> Slot? {
    var index = Int(truncatingIfNeeded: tag) & mask
    while true {
      let bucket = buckets[index]
      if bucket == 0 { return nil }
      if UInt32(truncatingIfNeeded: bucket &>> 32) == tag {
        let slot = UInt32(truncatingIfNeeded: bucket) &- 1
        if cells[Int(slot)].item == item { return slot }
      }
      index = (index &+ 1) & mask
    }
  }

  /// The slot of an item, which is given one if it has none.
  @inlinable
  mutating func insert(_ item: Item, tag: UInt32) -> Slot {
    var index = Int(truncatingIfNeeded: tag) & mask
    while true {
      let bucket = buckets[index]
      if bucket == 0 { break }
      if UInt32(truncatingIfNeeded: bucket &>> 32) == tag {
        let slot = UInt32(truncatingIfNeeded: bucket) &- 1
        if cells[Int(slot)].item == item { return slot }
      }
      index = (index &+ 1) & mask
    }
    let slot: Slot
    if firstFree == Self.noSlot {
      slot = Slot(cells.count)
      cells.append(Cell(item: item, tag: tag))
    } else {
      slot = firstFree
      firstFree = cells[Int(slot)].tag
      cells[Int(slot)] = Cell(item: item, tag: tag)
    }
    buckets[index] = UInt64(tag) &<< 32 | UInt64(slot &+ 1)
    count &+= 1
    if count > peak { peak = count }
    if count &* 4 > buckets.count &* 3 { rehash(to: buckets.count &* 2) }
    return slot
  }

  /// Forgets the item in a slot.
  ///
  /// The slot must be in use.
  @inlinable
  mutating func remove(_ slot: Slot) {
    var hole = Int(truncatingIfNeeded: cells[Int(slot)].tag) & mask
    while UInt32(truncatingIfNeeded: buckets[hole]) != slot &+ 1 { hole = (hole &+ 1) & mask }
    var index = hole
    while true {
      index = (index &+ 1) & mask
      let bucket = buckets[index]
      if bucket == 0 { break }
      // A bucket may move back into the hole unless that would put it before its home.
      let home = Int(truncatingIfNeeded: bucket &>> 32) & mask
      if (index &- home) & mask >= (index &- hole) & mask {
        buckets[hole] = bucket
        hole = index
      }
    }
    buckets[hole] = 0
    cells[Int(slot)] = Cell(item: nil, tag: firstFree)
    firstFree = slot
    count &-= 1
  }

  @inlinable
  mutating func rehash(to size: Int) {
    var larger = ContiguousArray<UInt64>(repeating: 0, count: size)
    let mask = size &- 1
    for bucket in buckets where bucket != 0 {
      var index = Int(truncatingIfNeeded: bucket &>> 32) & mask
      while larger[index] != 0 { index = (index &+ 1) & mask }
      larger[index] = bucket
    }
    buckets = larger
    self.mask = mask
  }
}

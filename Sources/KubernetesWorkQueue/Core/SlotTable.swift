public import KubernetesHashing

/// Gives every item that the queue knows a small number, its slot, for as long as it knows the item.
///
/// The rest of the queue works on slots, so an item is hashed once on its way through, by `add`: what is ready is a list
/// of slots, and a worker hands back the slot it was given. An item's cell does not move while the item is known.
///
/// Open addressing with linear probing and backward shift deletion. A bucket holds 32 bits of the hash beside the slot:
/// probing, growing and deleting touch no item, except to confirm a match.
///
/// Safety of the pointer: it is this value's own from `init` to `deinit` and has room for as many items as `cells` has
/// room for cells; an item is initialised exactly while its cell is in use.
@usableFromInline
struct SlotTable<Item: Hashable & Sendable>: ~Copyable {
  @usableFromInline typealias Slot = UInt32

  /// What is known of a slot besides its item.
  @usableFromInline
  struct Cell: BitwiseCopyable {
    /// The item's tag; in a free cell the next free slot, or `noSlot`.
    @usableFromInline var tag: UInt32
    @usableFromInline var isInUse: Bool

    @inlinable
    init(tag: UInt32, isInUse: Bool) {
      self.tag = tag
      self.isInUse = isInUse
    }
  }

  @usableFromInline var cells = Slab<Cell>()
  @usableFromInline var items: UnsafeMutablePointer<Item>
  /// The tag in the high half and the slot plus one in the low half; 0 is an empty bucket.
  ///
  /// A power of two of them.
  @usableFromInline var buckets: Slab<UInt64>
  @usableFromInline var mask: Int
  @usableFromInline var count = 0
  /// The most items that were known at once since the table was last empty.
  @usableFromInline var peak = 0
  @usableFromInline var firstFree: Slot = Self.noSlot

  @inlinable static var noSlot: Slot { .max }
  @inlinable static var smallest: Int { 16 }

  @inlinable
  init() {
    items = .allocate(capacity: cells.capacity)
    buckets = Slab(repeating: 0, count: Self.smallest)
    mask = Self.smallest &- 1
  }

  @inlinable
  deinit {
    for slot in 0..<cells.count where cells[slot].isInUse { (items + slot).deinitialize(count: 1) }
    items.deallocate()
  }

  /// The part of an item's hash that the table uses.
  ///
  /// Compute it outside of the lock.
  @inlinable
  static func tag(of item: Item) -> UInt32 {
    if Item.self == String.self {
      // Its type is the one that it is said to be.
      let hash = TextHash.process.hash(unsafeBitCast(item, to: String.self))
      return UInt32(truncatingIfNeeded: hash ^ (hash &>> 32))
    }
    // Fibonacci hashing: also spreads types that bring a poor hash value of their own.
    return UInt32(truncatingIfNeeded: (UInt64(truncatingIfNeeded: item.hashValue) &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  @inlinable
  subscript(slot: Slot) -> Item? {
    Int(slot) < cells.count && cells[Int(slot)].isInUse ? items[Int(slot)] : nil
  }

  /// Whether a slot holds this very item, bit by bit: the value that was inserted, or a copy of it.
  ///
  /// `false` does not mean that the item in the slot is another one. Looks at no more than the item itself, so it is
  /// quicker than any comparison, and tells without a hash what a worker gives back that has got the item from here.
  @inlinable
  @inline(__always)
  func isIdentical(_ item: Item, inSlot slot: Slot) -> Bool {
    guard Int(slot) < cells.count, cells[Int(slot)].isInUse else { return false }
    // The cell is in use, so the item is initialised. Equal bits are the same value, and a value equals itself.
    let kept = UnsafeRawPointer(items + Int(slot))
    return withUnsafeBytes(of: item) { bytes in
      var offset = 0
      while offset &+ 8 <= MemoryLayout<Item>.size {
        if bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          != kept.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        {
          return false
        }
        offset &+= 8
      }
      while offset < MemoryLayout<Item>.size {
        if bytes[offset] != kept.load(fromByteOffset: offset, as: UInt8.self) { return false }
        offset &+= 1
      }
      return true
    }
  }

  /// The bucket of an item, or the empty one where it would be.
  @inlinable
  @inline(__always)
  func bucket(of item: borrowing Item, tag: UInt32) -> Int {
    var index = Int(truncatingIfNeeded: tag) & mask
    while true {
      let bucket = buckets[index]
      if bucket == 0 { return index }
      if UInt32(truncatingIfNeeded: bucket &>> 32) == tag {
        let slot = UInt32(truncatingIfNeeded: bucket) &- 1
        if items[Int(slot)] == item { return index }
      }
      index = (index &+ 1) & mask
    }
  }

  /// The slot of an item, if it is known.
  @inlinable
  func find(_ item: Item, tag: UInt32) -> Slot? {
    let bucket = buckets[bucket(of: item, tag: tag)]
    return bucket == 0 ? nil : UInt32(truncatingIfNeeded: bucket) &- 1
  }

  /// The slot of an item, which is given one if it has none.
  @inlinable
  mutating func insert(_ item: Item, tag: UInt32) -> Slot {
    let index = bucket(of: item, tag: tag)
    let bucket = buckets[index]
    if bucket != 0 { return UInt32(truncatingIfNeeded: bucket) &- 1 }
    let slot = occupy(index, tag: tag)
    (items + Int(slot)).initialize(to: item)
    return slot
  }

  /// As above, for an item in somebody's buffer, of which no copy is made if it has a slot, and one if it has none.
  ///
  /// - Parameter item: Initialised, and not written to meanwhile.
  @inlinable
  mutating func insert(at item: UnsafePointer<Item>, tag: UInt32) -> Slot {
    let index = bucket(of: item.pointee, tag: tag)
    let bucket = buckets[index]
    if bucket != 0 { return UInt32(truncatingIfNeeded: bucket) &- 1 }
    let slot = occupy(index, tag: tag)
    (items + Int(slot)).initialize(from: item, count: 1)
    return slot
  }

  /// A slot, in use from now on, for the item of an empty bucket: the caller initialises it.
  @inlinable
  @inline(__always)
  mutating func occupy(_ index: Int, tag: UInt32) -> Slot {
    let slot: Slot
    if firstFree == Self.noSlot {
      slot = Slot(cells.count)
      if cells.count == cells.capacity { grow() }
      cells.append(Cell(tag: tag, isInUse: true))
    } else {
      slot = firstFree
      firstFree = cells[Int(slot)].tag
      cells[Int(slot)] = Cell(tag: tag, isInUse: true)
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
    (items + Int(slot)).deinitialize(count: 1)
    cells[Int(slot)] = Cell(tag: firstFree, isInUse: false)
    firstFree = slot
    count &-= 1
  }

  /// Makes room for twice as many cells, all of which are in use.
  @inlinable
  mutating func grow() {
    cells.grow()
    let larger = UnsafeMutablePointer<Item>.allocate(capacity: cells.capacity)
    larger.moveInitialize(from: items, count: cells.count)
    items.deallocate()
    items = larger
  }

  @inlinable
  mutating func rehash(to size: Int) {
    var larger = Slab<UInt64>(repeating: 0, count: size)
    let mask = size &- 1
    for position in 0..<buckets.count {
      let bucket = buckets[position]
      if bucket == 0 { continue }
      var index = Int(truncatingIfNeeded: bucket &>> 32) & mask
      while larger[index] != 0 { index = (index &+ 1) & mask }
      larger[index] = bucket
    }
    buckets = larger
    self.mask = mask
  }
}

/// How often each item was tried again.
@usableFromInline
struct RetryCounts<Item: Hashable & Sendable>: Sendable {
  /// An item with the hash that the queue's own table uses.
  @usableFromInline
  struct Key: Hashable, Sendable {
    @usableFromInline let item: Item
    @usableFromInline let tag: UInt32

    @inlinable
    init(_ item: Item) {
      self.item = item
      tag = SlotTable.tag(of: item)
    }

    @inlinable
    static func == (left: Key, right: Key) -> Bool { left.tag == right.tag && left.item == right.item }

    @inlinable
    func hash(into hasher: inout Hasher) { hasher.combine(tag) }

    /// What the standard library's tables ask for: the hash under their own seed, without a second one.
    @inlinable
    func _rawHashValue(seed: Int) -> Int {
      let product = (Int(truncatingIfNeeded: tag) ^ seed) &* 0x2545_F491_4F6C_DD1D
      return product ^ (product &>> 32)
    }
  }

  @usableFromInline var counts: [Key: Int] = [:]

  @inlinable
  init() {}

  @inlinable
  subscript(item: Item) -> Int { counts.isEmpty ? 0 : counts[Key(item)] ?? 0 }

  /// Counts a try and returns how many there were before.
  @inlinable
  mutating func increment(_ item: Item) -> Int {
    func step(_ count: inout Int) -> Int {
      defer { count &+= 1 }
      return count
    }
    return step(&counts[Key(item), default: 0])
  }

  @inlinable
  mutating func remove(_ item: Item) {
    if !counts.isEmpty { counts[Key(item)] = nil }
  }
}

/// How often each item was tried again.
@usableFromInline
struct RetryCounts<Item: Hashable & Sendable>: Sendable {
  @usableFromInline var counts: [Item: Int] = [:]

  @inlinable
  init() {}

  @inlinable
  subscript(item: Item) -> Int { counts[item] ?? 0 }

  /// Counts a try and returns how many there were before.
  @inlinable
  mutating func increment(_ item: Item) -> Int {
    func step(_ count: inout Int) -> Int {
      defer { count &+= 1 }
      return count
    }
    return step(&counts[item, default: 0])
  }

  @inlinable
  mutating func remove(_ item: Item) {
    counts[item] = nil
  }
}

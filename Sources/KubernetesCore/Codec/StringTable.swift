#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Makes equal strings one: an open hash table in two generations, of which the older one is dropped when the younger
/// is full, so that a long watch does not keep every string that it has ever seen.
struct StringTable {
  private struct Entry {
    /// The string's own bytes, which do not move while the entry holds the string.
    var start: UnsafePointer<UInt8>
    var count: Int
    var string: String
  }

  /// A place of the hash table. Small, and apart from the strings: most strings of a list in which nothing repeats are
  /// looked for in vain, and each look at memory that is in no cache would cost more than the string.
  private struct Slot {
    /// A part of the hash, from which the place follows.
    var tag: UInt32 = 0
    /// The number of the entry, from 1 on; zero in a free place.
    var number: UInt32 = 0
  }

  private struct Generation {
    private var slots: UnsafeMutablePointer<Slot>
    private var mask: Int
    /// As many as there may be strings with these slots, in the order in which they came.
    private var entries: UnsafeMutablePointer<Entry>
    private(set) var count = 0

    /// - Parameter capacity: How many slots there are, a power of two, and at least two.
    init(capacity: Int) {
      slots = .allocate(capacity: capacity)
      slots.initialize(repeating: Slot(), count: capacity)
      mask = capacity - 1
      entries = .allocate(capacity: capacity / 2)
    }

    func destroy() {
      slots.deallocate()
      entries.deinitialize(count: count)
      entries.deallocate()
    }

    @inline(__always)
    func find(_ tag: UInt32, _ start: UnsafePointer<UInt8>, _ count: Int) -> String? {
      var index = Int(tag) & mask
      while slots[index].number != 0 {
        if slots[index].tag == tag {
          let entry = entries + (Int(slots[index].number) - 1)
          if entry.pointee.count == count, memcmp(entry.pointee.start, start, count) == 0 {
            return entry.pointee.string
          }
        }
        index = (index &+ 1) & mask
      }
      return nil
    }

    mutating func insert(_ tag: UInt32, _ entry: Entry) {
      if count == (mask + 1) / 2 { grow() }
      (entries + count).initialize(to: entry)
      count += 1
      place(Slot(tag: tag, number: UInt32(count)))
    }

    private func place(_ slot: Slot) {
      var index = Int(slot.tag) & mask
      while slots[index].number != 0 { index = (index &+ 1) & mask }
      slots[index] = slot
    }

    private mutating func grow() {
      let old = self
      self = Generation(capacity: (old.mask + 1) * 4)
      count = old.count
      entries.moveInitialize(from: old.entries, count: count)
      old.entries.deallocate()
      for index in 0...old.mask where old.slots[index].number != 0 { place(old.slots[index]) }
      old.slots.deallocate()
    }
  }

  /// So many strings make a generation.
  private static let generationSize = 1 << 16
  private static let firstCapacity = 64

  private var young = Generation(capacity: firstCapacity)
  private var old = Generation(capacity: 2)
  private let hashing = ByteHash()

  func destroy() {
    young.destroy()
    old.destroy()
  }

  /// The one string with these bytes, which are known to be UTF-8.
  ///
  /// - Precondition: `count` is at least 8.
  @inline(never)
  mutating func string(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
    let tag = UInt32(truncatingIfNeeded: hashing.hash(start, count) >> 32)
    if let found = young.find(tag, start, count) { return found }
    let string =
      old.find(tag, start, count) ?? String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    guard let own = string.utf8.withContiguousStorageIfAvailable({ $0.baseAddress }) ?? nil else { return string }
    if young.count >= Self.generationSize {
      old.destroy()
      old = young
      young = Generation(capacity: Self.firstCapacity)
    }
    young.insert(tag, Entry(start: own, count: count, string: string))
    return string
  }
}

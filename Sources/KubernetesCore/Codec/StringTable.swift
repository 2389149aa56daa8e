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
    var hash: UInt64 = 0
    /// The string's own bytes, which do not move while the entry holds the string; nil in a free place.
    var start: UnsafePointer<UInt8>?
    var count = 0
    var string = ""
  }

  private struct Generation {
    var entries: UnsafeMutablePointer<Entry>
    var mask: Int
    var count = 0

    init(capacity: Int) {
      entries = .allocate(capacity: capacity)
      entries.initialize(repeating: Entry(), count: capacity)
      mask = capacity - 1
    }

    func destroy() {
      entries.deinitialize(count: mask + 1)
      entries.deallocate()
    }

    @inline(__always)
    func find(_ hash: UInt64, _ start: UnsafePointer<UInt8>, _ count: Int) -> String? {
      var index = Int(truncatingIfNeeded: hash) & mask
      while let candidate = entries[index].start {
        if entries[index].hash == hash, entries[index].count == count, memcmp(candidate, start, count) == 0 {
          return entries[index].string
        }
        index = (index &+ 1) & mask
      }
      return nil
    }

    mutating func insert(_ entry: Entry) {
      if count * 2 > mask { grow() }
      var index = Int(truncatingIfNeeded: entry.hash) & mask
      while entries[index].start != nil { index = (index &+ 1) & mask }
      entries[index] = entry
      count += 1
    }

    private mutating func grow() {
      let old = self
      self = Generation(capacity: (old.mask + 1) * 4)
      for index in 0...old.mask where old.entries[index].start != nil { insert(old.entries[index]) }
      old.destroy()
    }
  }

  /// So many strings make a generation.
  private static let generationSize = 1 << 16
  private static let firstCapacity = 64

  private var young = Generation(capacity: firstCapacity)
  private var old = Generation(capacity: 1)
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
    let hash = hashing.hash(start, count)
    if let found = young.find(hash, start, count) { return found }
    let string =
      old.find(hash, start, count) ?? String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    guard let own = string.utf8.withContiguousStorageIfAvailable({ $0.baseAddress }) ?? nil else { return string }
    if young.count >= Self.generationSize {
      old.destroy()
      old = young
      young = Generation(capacity: Self.firstCapacity)
    }
    young.insert(Entry(hash: hash, start: own, count: count, string: string))
    return string
  }
}

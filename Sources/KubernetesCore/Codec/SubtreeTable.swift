/// Makes equal parts of decoded objects one. A part is anything that is one reference: a nested object, an array, a
/// map, a run of raw bytes. They are values, so nobody can tell that they are shared, except by the memory they save.
///
/// Parts are known by the field they belong to and a keyed 128-bit hash of their encoded bytes: the input need not
/// live on, and the chance that two different parts meet is below one in 10^20 for a billion of them, also when somebody
/// has chosen their bytes, for nobody outside knows the keys (see ``ByteHash``). Two generations,
/// as in ``StringTable``, bounded by the number of parts and by what they hold. A field whose parts hardly ever repeat is not tried again.
struct SubtreeTable {
  /// What a part is known by.
  struct Key {
    var first: UInt64
    var second: UInt64
  }

  private struct Entry {
    var key = Key(first: 0, second: 0)
    /// The reference, retained; zero in a free place.
    var reference: UInt = 0
    /// How many encoded bytes the part was read from, which is about what it holds in memory.
    var size = 0
  }

  private struct Generation {
    var entries: UnsafeMutablePointer<Entry>
    var mask: Int
    var count = 0
    /// The sizes of all entries.
    var size = 0

    init(capacity: Int) {
      entries = .allocate(capacity: capacity)
      entries.initialize(repeating: Entry(), count: capacity)
      mask = capacity - 1
    }

    func destroy() {
      for index in 0...mask { SubtreeTable.release(entries[index].reference) }
      entries.deallocate()
    }

    @inline(__always)
    func find(_ key: Key) -> UInt { entry(key).reference }

    /// The reference of a part, zero if there is none, and its size.
    @inline(__always)
    func entry(_ key: Key) -> (reference: UInt, size: Int) {
      var index = Int(truncatingIfNeeded: key.first) & mask
      while entries[index].reference != 0 {
        if entries[index].key.first == key.first, entries[index].key.second == key.second {
          return (entries[index].reference, entries[index].size)
        }
        index = (index &+ 1) & mask
      }
      return (0, 0)
    }

    mutating func insert(_ entry: Entry) {
      if count * 2 > mask { grow() }
      var index = Int(truncatingIfNeeded: entry.key.first) & mask
      while entries[index].reference != 0 { index = (index &+ 1) & mask }
      entries[index] = entry
      count += 1
      size += entry.size
    }

    private mutating func grow() {
      let old = self
      self = Generation(capacity: (old.mask + 1) * 4)
      for index in 0...old.mask where old.entries[index].reference != 0 { insert(old.entries[index]) }
      // The references have moved to the new entries.
      old.entries.deallocate()
    }
  }

  private struct Statistics {
    var tries: UInt32 = 0
    var hits: UInt32 = 0
    /// How often the field was passed over since it was judged.
    var skips: UInt32 = 0
  }

  /// So many numbers of fields, from 0 on, are for members of values without a type; those of models come behind them.
  static let valueFields = 1 << 10

  private static let generationSize = 1 << 16
  /// So many encoded bytes a generation holds on to, too.
  static let generationBytes = 64 << 20
  private static let firstCapacity = 64
  /// So often a field is tried before it is judged; a judged field is tried again once in a while.
  private static let trialCount: UInt32 = 64
  private static let skipCount: UInt32 = 4096

  private var young = Generation(capacity: firstCapacity)
  private var old = Generation(capacity: 1)
  private var statistics: UnsafeMutablePointer<Statistics>
  private var statisticsCount = 2 * valueFields
  private let hashing = ByteHash()

  init() {
    statistics = .allocate(capacity: statisticsCount)
    statistics.initialize(repeating: Statistics(), count: statisticsCount)
  }

  func destroy() {
    young.destroy()
    old.destroy()
    statistics.deallocate()
  }

  /// Whether parts of this field repeat often enough: a quarter of the time.
  @inline(__always)
  mutating func isWorthTrying(_ field: Int) -> Bool {
    if field >= statisticsCount { growStatistics(to: field) }
    let seen = statistics[field]
    return seen.tries < Self.trialCount || seen.hits &* 4 >= seen.tries || reconsider(field)
  }

  /// What did not repeat an hour ago may repeat now: after many skips a field is judged anew.
  @inline(never)
  private func reconsider(_ field: Int) -> Bool {
    statistics[field].skips &+= 1
    if statistics[field].skips < Self.skipCount { return false }
    statistics[field] = Statistics()
    return true
  }

  private mutating func growStatistics(to field: Int) {
    let count = max(field + 1, statisticsCount * 2)
    let grown = UnsafeMutablePointer<Statistics>.allocate(capacity: count)
    grown.initialize(repeating: Statistics(), count: count)
    grown.update(from: statistics, count: statisticsCount)
    statistics.deallocate()
    statistics = grown
    statisticsCount = count
  }

  /// The key of `count` encoded bytes of a field.
  ///
  /// - Precondition: `count` is at least 8.
  @inline(__always)
  func key(_ field: Int, _ start: UnsafePointer<UInt8>, _ count: Int) -> Key {
    let (first, second) = hashing.pair(start, count, salt: field)
    return Key(first: first, second: second)
  }

  /// Puts a known part, retained, at `destination`, in place of the reference (or zero) there; false if there is none.
  @inline(__always)
  mutating func take(_ field: Int, _ key: Key, to destination: UnsafeMutableRawPointer) -> Bool {
    statistics[field].tries &+= 1
    var reference = young.find(key)
    if reference == 0 {
      let (known, size) = old.entry(key)
      if known == 0 { return false }
      reference = known
      // What is still in use moves to the younger generation; turning over may drop the older one.
      add(Entry(key: key, reference: Self.retain(known), size: size))
    }
    let replaced = destination.load(as: UInt.self)
    destination.storeBytes(of: Self.retain(reference), as: UInt.self)
    Self.release(replaced)
    statistics[field].hits &+= 1
    if statistics[field].tries > 1 << 24 {
      statistics[field].tries /= 2
      statistics[field].hits /= 2
    }
    return true
  }

  /// Counts a part of a field that was too large to be looked for.
  mutating func missed(_ field: Int) { statistics[field].tries &+= 1 }

  /// Remembers the part at `source`, which was read from `size` bytes.
  @inline(never)
  mutating func insert(_ key: Key, _ size: Int, from source: UnsafeRawPointer) {
    let reference = source.load(as: UInt.self)
    if reference == 0 { return }
    add(Entry(key: key, reference: Self.retain(reference), size: size))
  }

  private mutating func add(_ entry: Entry) {
    if young.count >= Self.generationSize || young.size >= Self.generationBytes {
      old.destroy()
      old = young
      young = Generation(capacity: Self.firstCapacity)
    }
    young.insert(entry)
  }

  /// `reference` is the address of an object that somebody owns.
  @inline(__always)
  private static func retain(_ reference: UInt) -> UInt {
    if let object = UnsafeRawPointer(bitPattern: reference) { _ = Unmanaged<AnyObject>.fromOpaque(object).retain() }
    return reference
  }

  /// `reference` was retained by ``retain(_:)``, or is zero.
  private static func release(_ reference: UInt) {
    if let object = UnsafeRawPointer(bitPattern: reference) { Unmanaged<AnyObject>.fromOpaque(object).release() }
  }
}

import CKubernetesMemory
import KubernetesCore

/// Finds the entries of a stripe by the hashes of their keys, without keeping them alive.
///
/// A place of the table is a cache line: seven bytes of hash, a count of entries that found no room in it, and seven
/// entries. So a look-up waits for one line, compares all its hashes at once, and goes on to the entry; wrong entries are
/// looked at in three of a hundred look-ups. About 13 bytes an entry.
///
/// The hashes are seeded by the process, so nobody outside can choose names that collide. Keys are in the entries, and
/// are compared by whoever asks.
///
/// Safety: whoever adds an entry keeps it until it is removed, or the table is gone.
struct EntryTable: Sendable {
  /// A word of hashes, the last byte of which is the count of entries that have gone on to later lines; then the entries.
  private typealias Line = SIMD8<UInt64>

  /// Entries that a line has room for.
  static let lineCapacity = 7
  private static let lowBits: UInt64 = 0x007F_7F7F_7F7F_7F7F
  private static let highBits: UInt64 = 0x0080_8080_8080_8080
  /// A count that has come this far says nothing any more, and stays.
  private static let manyBeyond: UInt64 = 255

  private var lines: ContiguousArray<Line> = []
  private let layout = TextLayout.found
  private(set) var count = 0

  /// Makes an empty table with room for some entries.
  init(minimumCapacity: Int = 0) {
    if minimumCapacity > 0 { lines = Self.emptyLines((minimumCapacity + 5) / 6) }
  }

  /// The entry of a key; nil if there is none.
  ///
  /// - Parameter fetchesObject: Whether the object, which must have at least one word, is fetched while the key is
  ///   compared.
  @inline(__always)
  func find(_ key: ObjectKey, fetchesObject: Bool) -> Unmanaged<StoreEntry>? {
    if lines.isEmpty { return nil }
    return lines.withUnsafeBytes { bytes in
      let home = Self.home(of: key.hash, in: bytes.count)
      let tags = bytes.load(fromByteOffset: home, as: UInt64.self)
      if let entry = Self.find(key, tags, in: bytes, at: home, fetchesObject: fetchesObject, layout) { return entry }
      // Out of the way of what nearly always happens.
      return tags >> 56 == 0 ? nil : Self.find(key, in: bytes, after: home, layout)
    }
  }

  @inline(__always)
  private static func find(
    _ key: ObjectKey, _ tags: UInt64, in bytes: UnsafeRawBufferPointer, at line: Int, fetchesObject: Bool,
    _ layout: TextLayout
  ) -> Unmanaged<StoreEntry>? {
    var matches = matches(of: pattern(of: key.hash), in: tags)
    while matches != 0 {
      let entry = entry(bytes.load(fromByteOffset: line &+ offset(of: matches), as: UInt64.self))
      let isWanted = entry._withUnsafeGuaranteedRef { entry in
        if fetchesObject { entry.fetchObject() }
        return entry.isOf(key, layout)
      }
      if isWanted { return entry }
      matches &= matches &- 1
    }
    return nil
  }

  @inline(never)
  private static func find(
    _ key: ObjectKey, in bytes: UnsafeRawBufferPointer, after home: Int, _ layout: TextLayout
  ) -> Unmanaged<StoreEntry>? {
    var line = line(after: home, in: bytes.count)
    // Until all have been seen: each of them may count entries that have gone on.
    while line != home {
      let tags = bytes.load(fromByteOffset: line, as: UInt64.self)
      if let entry = find(key, tags, in: bytes, at: line, fetchesObject: false, layout) { return entry }
      if tags >> 56 == 0 { return nil }
      line = Self.line(after: line, in: bytes.count)
    }
    return nil
  }

  /// Fetches the line in which a hash is looked for first.
  func fetchLine(of hash: Int) {
    lines.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, bytes.count > 0 else { return }
      kubernetes_prefetch(start + Self.home(of: hash, in: bytes.count))
    }
  }

  /// The first entry of that line that may have a hash, which is fetched.
  func fetchEntry(of hash: Int) -> Unmanaged<StoreEntry>? {
    if lines.isEmpty { return nil }
    return lines.withUnsafeBytes { bytes in
      let line = Self.home(of: hash, in: bytes.count)
      let matches = Self.matches(of: Self.pattern(of: hash), in: bytes.load(fromByteOffset: line, as: UInt64.self))
      if matches == 0 { return nil }
      let entry = Self.entry(bytes.load(fromByteOffset: line + Self.offset(of: matches), as: UInt64.self))
      kubernetes_prefetch(entry.toOpaque() + StoreEntry.placesOffset)
      kubernetes_prefetch(entry.toOpaque() + StoreEntry.objectOffset)
      return entry
    }
  }

  /// Adds an entry, whose key must not be there.
  mutating func insert(_ entry: StoreEntry) {
    // Six of seven on average: then one entry in twenty is not in its first line.
    if (count + 1) > lines.count * 6 { grow() }
    insert(Self.word(entry), entry.key.hash)
    count += 1
  }

  /// Puts an entry in the place of another one with the same key, which must be there.
  mutating func replace(_ old: StoreEntry, by entry: StoreEntry) {
    withPlace(of: old) { bytes, line, offset in
      bytes.storeBytes(of: Self.word(entry), toByteOffset: line + offset, as: UInt64.self)
    }
  }

  /// Removes an entry, which must be there.
  mutating func remove(_ entry: StoreEntry) {
    let hash = entry.key.hash
    withPlace(of: entry) { bytes, line, offset in
      bytes.storeBytes(of: 0, toByteOffset: line + offset, as: UInt64.self)
      bytes[line + offset / 8 - 1] = 0
      // It has not gone on any more from the lines before.
      var passed = Self.home(of: hash, in: bytes.count)
      while passed != line {
        if bytes[passed + 7] < Self.manyBeyond { bytes[passed + 7] -= 1 }
        passed = Self.line(after: passed, in: bytes.count)
      }
    }
    count -= 1
  }

  private mutating func withPlace(
    of entry: StoreEntry, _ body: (_ bytes: UnsafeMutableRawBufferPointer, _ line: Int, _ offset: Int) -> Void
  ) {
    let hash = entry.key.hash
    let wanted = Self.word(entry)
    lines.withUnsafeMutableBytes { bytes in
      let pattern = Self.pattern(of: hash)
      var line = Self.home(of: hash, in: bytes.count)
      for _ in 0..<bytes.count / Self.lineSize {
        var matches = Self.matches(of: pattern, in: bytes.load(fromByteOffset: line, as: UInt64.self))
        while matches != 0 {
          let offset = Self.offset(of: matches)
          if bytes.load(fromByteOffset: line + offset, as: UInt64.self) == wanted { return body(bytes, line, offset) }
          matches &= matches - 1
        }
        line = Self.line(after: line, in: bytes.count)
      }
      preconditionFailure("an entry is not in the table")
    }
  }

  private mutating func insert(_ word: UInt64, _ hash: Int) {
    lines.withUnsafeMutableBytes { bytes in
      var line = Self.home(of: hash, in: bytes.count)
      while true {
        let free = Self.matches(of: 0, in: bytes.load(fromByteOffset: line, as: UInt64.self))
        if free != 0 {
          let offset = Self.offset(of: free)
          bytes.storeBytes(of: word, toByteOffset: line + offset, as: UInt64.self)
          bytes[line + offset / 8 - 1] = UInt8(truncatingIfNeeded: Self.pattern(of: hash))
          return
        }
        if bytes[line + 7] < Self.manyBeyond { bytes[line + 7] += 1 }
        line = Self.line(after: line, in: bytes.count)
      }
    }
  }

  private mutating func grow() {
    let old = lines
    lines = Self.emptyLines(max(1, old.count + (old.count + 1) / 2))
    for (number, line) in old.enumerated() {
      // The hashes are in the entries, which are fetched some lines ahead.
      if number + 4 < old.count {
        for i in 1...Self.lineCapacity {
          kubernetes_prefetch(UnsafeRawPointer(bitPattern: UInt(old[number + 4][i]) &+ UInt(StoreEntry.hashOffset)))
        }
      }
      for i in 1...Self.lineCapacity where line[i] != 0 {
        insert(line[i], Self.entry(line[i])._withUnsafeGuaranteedRef { $0.key.hash })
      }
    }
  }
}

extension EntryTable {
  private static var lineSize: Int { MemoryLayout<Line>.size }

  /// The byte of a hash that its line has, in all seven places. Zero is no hash.
  private static func pattern(of hash: Int) -> UInt64 {
    let byte = UInt64(truncatingIfNeeded: hash >> 32) & 0xFF
    return (byte == 0 ? 1 : byte) &* 0x0001_0101_0101_0101
  }

  /// The highest bit of each of the seven bytes that are the same.
  private static func matches(of pattern: UInt64, in tags: UInt64) -> UInt64 {
    let difference = tags ^ pattern
    return ~(((difference & lowBits) &+ lowBits) | difference) & highBits
  }

  /// Where in its line the entry of the first match is.
  private static func offset(of matches: UInt64) -> Int { matches.trailingZeroBitCount & ~7 &+ 8 }

  /// Where the line is that an entry of a hash is in, if there is room: the lower half of the hash, in parts of all lines.
  private static func home(of hash: Int, in size: Int) -> Int {
    let lines = UInt64(truncatingIfNeeded: size) / UInt64(lineSize)
    return Int(truncatingIfNeeded: (UInt64(UInt32(truncatingIfNeeded: hash)) &* lines) >> 32) &* lineSize
  }

  private static func line(after line: Int, in size: Int) -> Int {
    let next = line + lineSize
    return next == size ? 0 : next
  }

  private static func word(_ entry: StoreEntry) -> UInt64 {
    UInt64(UInt(bitPattern: Unmanaged.passUnretained(entry).toOpaque()))
  }

  private static func entry(_ word: UInt64) -> Unmanaged<StoreEntry> {
    guard let pointer = UnsafeRawPointer(bitPattern: UInt(word)) else { preconditionFailure("a hash without an entry") }
    return .fromOpaque(pointer)
  }

  private static func emptyLines(_ count: Int) -> ContiguousArray<Line> {
    ContiguousArray(repeating: .zero, count: count)
  }
}

extension EntryTable {
  /// Checks that every entry is found on its way, and that lines count those that have gone on; for tests.
  func checkInvariants() {
    var beyond = Array(repeating: UInt64(0), count: lines.count)
    var found = 0
    for (number, line) in lines.enumerated() {
      for i in 0..<Self.lineCapacity {
        let tag = UInt8(truncatingIfNeeded: line[0] >> UInt64(8 * i))
        precondition((tag == 0) == (line[i + 1] == 0), "a hash without an entry, or an entry without a hash")
        if tag == 0 { continue }
        found += 1
        let hash = Self.entry(line[i + 1])._withUnsafeGuaranteedRef { $0.key.hash }
        precondition(tag == UInt8(truncatingIfNeeded: Self.pattern(of: hash)), "an entry under another hash")
        let size = lines.count * Self.lineSize
        var passed = Self.home(of: hash, in: size)
        while passed / Self.lineSize != number {
          beyond[passed / Self.lineSize] += 1
          passed = Self.line(after: passed, in: size)
        }
      }
    }
    precondition(found == count, "the table has lost count")
    for (line, beyond) in zip(lines, beyond) {
      let counted = line[0] >> 56
      precondition(counted == beyond || counted == Self.manyBeyond, "a line has lost count of those that have gone on")
    }
  }
}

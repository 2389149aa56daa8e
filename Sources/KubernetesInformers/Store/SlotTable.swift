/// Where the entry of each key is in the values of a stripe: open addressing with linear probing, and removal that closes
/// the gap.
///
/// The hashes are seeded by the process, so nobody outside can choose names that collide. A place of the table is one
/// word, half of it hash, so that probing reads nothing else: about 11 bytes an entry. Keys are in the entries, and are
/// compared by whoever asks.
struct SlotTable: Sendable {
  /// The hash in the lower half, one more than the slot in the upper half; 0 where there is nothing.
  private var words: ContiguousArray<UInt64> = []
  private(set) var count = 0

  /// Makes an empty table with room for some entries.
  init(minimumCapacity: Int = 0) {
    if minimumCapacity > 0 { words = Self.emptyWords(for: minimumCapacity) }
  }

  /// The slot of a hash that is the wanted one; nil if there is none.
  @inline(__always)
  func slot(of hash: Int, where isWanted: (Int) -> Bool) -> Int? {
    guard count > 0 else { return nil }
    let mask = words.count - 1
    let hash = Self.half(hash)
    var i = Int(hash) & mask
    while words[i] != 0 {
      if UInt32(truncatingIfNeeded: words[i]) == hash {
        let slot = Self.slot(words[i])
        if isWanted(slot) { return slot }
      }
      i = (i + 1) & mask
    }
    return nil
  }

  /// Adds a slot.
  mutating func insert(_ hash: Int, _ slot: Int) {
    if (count + 1) * 6 > words.count * 5 { grow() }
    insert(Self.word(hash, slot))
    count += 1
  }

  /// Notes that what was in one slot is in another one now.
  mutating func move(_ hash: Int, from slot: Int, to newSlot: Int) {
    words[index(of: Self.word(hash, slot))] = Self.word(hash, newSlot)
  }

  /// Removes a slot, which must be there.
  mutating func remove(_ hash: Int, _ slot: Int) {
    var hole = index(of: Self.word(hash, slot))
    let mask = words.count - 1
    var next = (hole + 1) & mask
    // A word behind the hole moves into it unless that would put it before its home.
    while words[next] != 0 {
      let home = Self.home(words[next]) & mask
      if (next - home) & mask >= (next - hole) & mask {
        words[hole] = words[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    words[hole] = 0
    count -= 1
  }

  private func index(of word: UInt64) -> Int {
    let mask = words.count - 1
    var i = Self.home(word) & mask
    while words[i] != word {
      precondition(words[i] != 0, "a slot is not in the table")
      i = (i + 1) & mask
    }
    return i
  }

  private mutating func insert(_ word: UInt64) {
    let mask = words.count - 1
    var i = Self.home(word) & mask
    while words[i] != 0 { i = (i + 1) & mask }
    words[i] = word
  }

  private mutating func grow() {
    let old = words
    words = Self.emptyWords(for: max(count * 2, 4))
    for word in old where word != 0 { insert(word) }
  }

  private static func half(_ hash: Int) -> UInt32 { UInt32(truncatingIfNeeded: hash) }
  private static func word(_ hash: Int, _ slot: Int) -> UInt64 { UInt64(slot + 1) << 32 | UInt64(half(hash)) }
  private static func slot(_ word: UInt64) -> Int { Int(word >> 32) - 1 }
  private static func home(_ word: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: word)) }

  private static func emptyWords(for entries: Int) -> ContiguousArray<UInt64> {
    var size = 8
    while size * 5 < entries * 6 { size *= 2 }
    return ContiguousArray(repeating: 0, count: size)
  }
}

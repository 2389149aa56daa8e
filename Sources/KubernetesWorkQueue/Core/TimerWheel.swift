/// A hierarchical timer wheel: 7 levels of 64 slots, the lowest with one slot a tick.
///
/// Insertion costs a few nanoseconds whatever the number of timers; an entry moves to a lower level at most six times
/// before it expires. Covers 2⁴² ticks (139 years of milliseconds). Knows nothing of cancellation: who inserts must
/// recognise what is no longer wanted when it expires, or filter it out.
struct TimerWheel: Sendable {
  struct Entry: Sendable, Equatable {
    var slot: UInt32
    var due: Int64
  }

  private static var levels: Int { 7 }
  private static var bits: Int64 { 6 }
  /// How far ahead an entry is placed at most; one that is due later is placed again when that has gone by.
  private static var horizon: Int64 { 1 << 41 }

  private var slots = [ContiguousArray<Entry>](repeating: [], count: 64 * Self.levels)
  /// One bit for each slot of a level that is not empty.
  private var occupied = [UInt64](repeating: 0, count: Self.levels)
  /// The tick up to which everything has expired.
  private(set) var elapsed: Int64
  private(set) var count = 0

  init(at tick: Int64 = 0) {
    elapsed = tick
  }

  /// Inserts an entry that expires when its tick is reached: at once, by the next `advance`, if that has gone by.
  mutating func insert(_ entry: Entry) {
    place(entry)
    count += 1
  }

  private mutating func place(_ entry: Entry) {
    let tick = min(max(entry.due, elapsed + 1), elapsed + Self.horizon)
    let distance = UInt64(bitPattern: elapsed ^ tick) | 63
    let level = min((63 - distance.leadingZeroBitCount) / Int(Self.bits), Self.levels - 1)
    let index = Int((tick >> (Self.bits * Int64(level))) & 63)
    slots[level * 64 + index].append(entry)
    occupied[level] |= 1 << UInt64(index)
  }

  /// The next tick at which `advance` has something to do: an entry expires, or moves to a lower level.
  var next: Int64? { nextSlot?.deadline }

  private var nextSlot: (level: Int, index: Int, deadline: Int64)? {
    // Entries of a lower level are due before all those of a higher one.
    for level in 0..<Self.levels where occupied[level] != 0 {
      let shift = Self.bits * Int64(level)
      let current = (elapsed >> shift) & 63
      let rotated = occupied[level] >> UInt64(current) | occupied[level] << UInt64((64 - current) & 63)
      let index = (Int64(rotated.trailingZeroBitCount) + current) & 63
      let range = Int64(1) << (shift + Self.bits)
      var deadline = (elapsed & ~(range - 1)) + index << shift
      if deadline <= elapsed { deadline += range }
      return (level, Int(index), deadline)
    }
    return nil
  }

  /// Moves time to a tick and reports what has expired, in order of the ticks at which it was due.
  mutating func advance(to tick: Int64, _ expired: (Entry) -> Void) {
    while let (level, index, deadline) = nextSlot, deadline <= tick {
      elapsed = deadline
      var entries: ContiguousArray<Entry> = []
      swap(&entries, &slots[level * 64 + index])
      occupied[level] &= ~(1 << UInt64(index))
      for entry in entries {
        if entry.due <= deadline {
          count -= 1
          expired(entry)
        } else {
          place(entry)
        }
      }
      if level == 0 {
        // Keep the storage of the slots that are used most.
        entries.removeAll(keepingCapacity: entries.count <= 64)
        swap(&entries, &slots[index])
      }
    }
    elapsed = max(elapsed, tick)
  }

  /// Drops the entries that are not wanted any more.
  ///
  /// O(n).
  mutating func filter(_ isWanted: (Entry) -> Bool) {
    for index in slots.indices where !slots[index].isEmpty {
      let before = slots[index].count
      slots[index].removeAll { !isWanted($0) }
      count -= before - slots[index].count
      if slots[index].isEmpty { occupied[index / 64] &= ~(1 << UInt64(index % 64)) }
    }
  }

  /// Drops everything.
  mutating func removeAll() {
    self = TimerWheel(at: elapsed)
  }
}

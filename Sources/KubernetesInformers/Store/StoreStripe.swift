import KubernetesCore

/// One of the parts that a store's objects are spread over, each behind its own lock.
struct StoreStripe: Sendable {
  /// How many there are: a writer that holds one of them is in few readers' way.
  static let count = 64

  private(set) var table: EntryTable
  private(set) var values = EntryVector()

  init(minimumCapacity: Int = 0) { table = EntryTable(minimumCapacity: minimumCapacity) }

  /// The stripe of a key: the upper bits of the hash, for the lower ones choose the bucket.
  static func number(of key: ObjectKey) -> Int { Int(UInt(bitPattern: key.hash) >> (UInt.bitWidth - 6)) }

  func find(_ key: ObjectKey) -> StoreEntry? { table.find(key) }

  /// Stores an entry; returns the one it takes the place of.
  mutating func set(_ entry: StoreEntry) -> StoreEntry? {
    let old = table.set(entry)
    keep(entry, insteadOf: old)
    return old
  }

  private mutating func keep(_ entry: StoreEntry, insteadOf old: StoreEntry?) {
    if let old {
      entry.slot = old.slot
      values[Int(old.slot)] = entry
    } else {
      entry.slot = UInt32(values.count)
      values.append(entry)
    }
  }

  /// Stores an entry, unless its version is that of the entry of its key, or older, or the key is new and not admitted.
  ///
  /// - Returns: Whether it was stored, and the entry that it took the place of.
  mutating func setIfNews(_ entry: StoreEntry, admittingNew: Bool) -> (isNews: Bool, old: StoreEntry?) {
    let (isNews, old) = table.setIfNews(entry, admittingNew: admittingNew)
    guard isNews else { return (false, nil) }
    keep(entry, insteadOf: old)
    return (true, old)
  }

  /// Removes the entry of a key. The last value takes its slot.
  mutating func remove(_ key: ObjectKey) -> StoreEntry? {
    guard let entry = table.remove(key) else { return nil }
    let last = values.removeLast()
    if last !== entry {
      last.slot = entry.slot
      values[Int(entry.slot)] = last
    }
    return entry
  }
}

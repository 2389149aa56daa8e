public import KubernetesCore

/// One of the parts that a store's objects are spread over, each behind its own lock.
@usableFromInline
struct StoreStripe: Sendable {
  /// How many there are: a writer that holds one of them is in few readers' way.
  static let count = 64

  private var table: SlotTable
  @usableFromInline private(set) var values = EntryVector()

  init(minimumCapacity: Int = 0) { table = SlotTable(minimumCapacity: minimumCapacity) }

  /// The stripe of a key: the upper bits of the hash, for the lower ones choose the place in the table.
  @usableFromInline
  static func number(of key: ObjectKey) -> Int { Int(UInt(bitPattern: key.hash) >> (UInt.bitWidth - 6)) }

  /// How many keys the table knows, for checks.
  var keyCount: Int { table.count }

  /// Where in the values the entry of a key is.
  @usableFromInline
  func slot(of key: ObjectKey) -> Int? {
    table.slot(of: key.hash) { slot in values.withEntry(at: slot) { $0.isOf(key) } }
  }

  /// As `slot(of:)`; the object, which must have at least one word, is fetched while the key is compared.
  @usableFromInline
  func slot(ofObject key: ObjectKey) -> Int? {
    table.slot(of: key.hash) { slot in
      values.withEntry(at: slot) { entry in
        entry.fetchObject()
        return entry.isOf(key)
      }
    }
  }

  func find(_ key: ObjectKey) -> StoreEntry? { slot(of: key).map { values[$0] } }

  /// Stores an entry; returns the one it takes the place of.
  @discardableResult
  mutating func set(_ entry: StoreEntry) -> StoreEntry? {
    guard let slot = slot(of: entry.key) else {
      add(entry)
      return nil
    }
    return values.exchange(entry, at: slot)
  }

  /// Stores an entry, unless its version is that of the entry of its key, or older, or the key is new and not admitted.
  ///
  /// - Returns: Whether it was stored, and the entry that it took the place of.
  mutating func setIfNews(_ entry: StoreEntry, admittingNew: Bool) -> (isNews: Bool, old: StoreEntry?) {
    guard let slot = slot(of: entry.key) else {
      if admittingNew { add(entry) }
      return (admittingNew, nil)
    }
    guard values.withEntry(at: slot, { entry.isNews(after: $0) }) else { return (false, nil) }
    return (true, values.exchange(entry, at: slot))
  }

  /// Removes the entry of a key. The last value takes its slot.
  mutating func remove(_ key: ObjectKey) -> StoreEntry? {
    guard let slot = slot(of: key) else { return nil }
    table.remove(key.hash, slot)
    let last = values.removeLast()
    guard slot < values.count else { return last }
    table.move(last.key.hash, from: values.count, to: slot)
    return values.exchange(last, at: slot)
  }

  private mutating func add(_ entry: StoreEntry) {
    table.insert(entry.key.hash, values.count)
    values.append(entry)
  }
}

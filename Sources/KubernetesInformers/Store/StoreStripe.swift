public import KubernetesCore

/// One of the parts that a store's keys are spread over, each behind its own lock: what readers of single objects need.
///
/// Does not keep the entries; the ``EntryList`` of the store does. An entry is added to the list before, and removed from
/// it after, the lock is held in which its stripe learns of that.
@usableFromInline
struct StoreStripe: Sendable {
  /// How many there are: a writer that holds one of them is in few readers' way.
  static let count = 64

  private var table: EntryTable

  init(minimumCapacity: Int = 0) { table = EntryTable(minimumCapacity: minimumCapacity) }

  /// The stripe of a key: the upper bits of the hash, for the lower ones choose the place in the table.
  @usableFromInline
  static func number(of key: ObjectKey) -> Int { number(of: key.hash) }

  /// The stripe of a hash.
  @inline(__always)
  static func number(of hash: Int) -> Int { Int(UInt(bitPattern: hash) >> (UInt.bitWidth - 6)) }

  /// How many keys the table knows.
  var count: Int { table.count }

  /// The entry of a key, which is there as long as the stripe's lock is held.
  @usableFromInline
  func entry(of key: ObjectKey) -> Unmanaged<StoreEntry>? {
    table.find(key, fetchesObject: false)
  }

  /// As `entry(of:)`; the object, which must have at least one word, is fetched while the key is compared.
  @usableFromInline
  func entry(ofObject key: ObjectKey) -> Unmanaged<StoreEntry>? {
    table.find(key, fetchesObject: true)
  }

  /// Fetches what a look-up of a hash reads first.
  func fetchLine(of hash: Int) { table.fetchLine(of: hash) }

  /// Fetches the entry that probably has a hash.
  func fetchEntry(of hash: Int) -> Unmanaged<StoreEntry>? { table.fetchEntry(of: hash) }

  func find(_ key: ObjectKey) -> StoreEntry? { entry(of: key)?.takeUnretainedValue() }

  /// Notes an entry; returns the one it takes the place of.
  @discardableResult
  mutating func set(_ entry: StoreEntry) -> StoreEntry? {
    let old = find(entry.key)
    set(entry, replacing: old)
    return old
  }

  /// Notes an entry, unless its version is that of the entry of its key, or older, or the key is new and not admitted.
  ///
  /// - Returns: Whether it was noted, and the entry that it took the place of.
  mutating func setIfNews(_ entry: StoreEntry, admittingNew: Bool) -> (isNews: Bool, old: StoreEntry?) {
    let old = find(entry.key)
    guard old.map({ entry.isNews(after: $0) }) ?? admittingNew else { return (false, old) }
    set(entry, replacing: old)
    return (true, old)
  }

  private mutating func set(_ entry: StoreEntry, replacing old: StoreEntry?) {
    if let old { table.replace(old, by: entry) } else { table.insert(entry) }
  }

  /// Checks that the table agrees with itself; for tests.
  func checkInvariants() { table.checkInvariants() }

  /// Forgets an entry, which must be there.
  mutating func remove(_ entry: StoreEntry) { table.remove(entry) }
}

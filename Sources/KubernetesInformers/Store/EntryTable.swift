import KubernetesCore

/// The entries of a stripe by key: open addressing with linear probing, and removal that closes the gap.
///
/// The key's cached hash is seeded by the process, so nobody outside can choose names that collide. A bucket costs 16
/// bytes, about 25 an entry; the keys are in the entries.
struct EntryTable: Sendable {
  private struct Bucket: Sendable {
    /// Nonzero if there is an entry: probing reads nothing else, and retains nothing.
    var hash: Int
    var entry: StoreEntry?

    static let empty = Bucket(hash: 0, entry: nil)

    /// The hash of a key as buckets hold it.
    @inline(__always)
    static func hash(of key: ObjectKey) -> Int { key.hash == 0 ? 1 : key.hash }
  }

  private var buckets: ContiguousArray<Bucket> = []
  private(set) var count = 0

  /// Makes an empty table with room for some entries.
  init(minimumCapacity: Int = 0) {
    if minimumCapacity > 0 { buckets = Self.emptyBuckets(for: minimumCapacity) }
  }

  /// The entry of a key.
  func find(_ key: ObjectKey) -> StoreEntry? {
    guard let i = index(of: key) else { return nil }
    return buckets[i].entry
  }

  /// Adds an entry or puts it in the place of the one of the same key, which is returned.
  @discardableResult
  mutating func set(_ entry: StoreEntry) -> StoreEntry? {
    if let i = index(of: entry.key) {
      let old = buckets[i].entry
      buckets[i].entry = entry
      return old
    }
    add(entry)
    return nil
  }

  /// As `set(_:)`, but only if the entry's version is news after that of the entry of the same key, or, if there is none,
  /// new keys are admitted.
  ///
  /// - Returns: Whether the entry is there now, and what it took the place of.
  mutating func setIfNews(_ entry: StoreEntry, admittingNew: Bool) -> (isNews: Bool, old: StoreEntry?) {
    if let i = index(of: entry.key) {
      guard let old = buckets[i].entry, entry.version.isNews(after: old.version) else { return (false, nil) }
      buckets[i].entry = entry
      return (true, old)
    }
    if admittingNew { add(entry) }
    return (admittingNew, nil)
  }

  /// Adds an entry whose key is new.
  private mutating func add(_ entry: StoreEntry) {
    if (count + 1) * 6 > buckets.count * 5 { grow() }
    insert(Bucket(hash: Bucket.hash(of: entry.key), entry: entry))
    count += 1
  }

  /// Removes and returns the entry of a key.
  mutating func remove(_ key: ObjectKey) -> StoreEntry? {
    guard var hole = index(of: key) else { return nil }
    let removed = buckets[hole].entry
    let mask = buckets.count - 1
    var next = (hole + 1) & mask
    // An entry behind the hole moves into it unless that would put it before its home.
    while buckets[next].hash != 0 {
      let home = buckets[next].hash & mask
      if (next - home) & mask >= (next - hole) & mask {
        buckets[hole] = buckets[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    buckets[hole] = .empty
    count -= 1
    return removed
  }

  private func index(of key: ObjectKey) -> Int? {
    guard count > 0 else { return nil }
    let mask = buckets.count - 1
    let hash = Bucket.hash(of: key)
    var i = hash & mask
    while buckets[i].hash != 0 {
      if buckets[i].hash == hash, let entry = buckets[i].entry, entry.key == key { return i }
      i = (i + 1) & mask
    }
    return nil
  }

  private mutating func insert(_ bucket: Bucket) {
    let mask = buckets.count - 1
    var i = bucket.hash & mask
    while buckets[i].hash != 0 { i = (i + 1) & mask }
    buckets[i] = bucket
  }

  private mutating func grow() {
    let old = buckets
    buckets = Self.emptyBuckets(for: max(count * 2, 4))
    for bucket in old where bucket.hash != 0 { insert(bucket) }
  }

  private static func emptyBuckets(for entries: Int) -> ContiguousArray<Bucket> {
    var size = 8
    while size * 5 < entries * 6 { size *= 2 }
    return ContiguousArray(repeating: .empty, count: size)
  }
}

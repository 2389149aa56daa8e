import KubernetesLocks

extension StoreWriter {
  /// Changes from which on it pays: fewer wait less than it takes.
  static let fetchThreshold = 8

  /// Asks for the memory that changes are going to need, of all of them at once; one by one, each change would wait for
  /// its line of the table, then for the entry there, then for the object in that, which is freed in the end.
  ///
  /// - Parameter hashes: Those of the keys.
  func fetch(_ hashes: [Int]) {
    if hashes.isEmpty { return }
    for hash in hashes { stripes[StoreStripe.number(of: hash)].withLock { $0.fetchLine(of: hash) } }
    var entries: [UnsafeRawPointer] = []
    entries.reserveCapacity(hashes.count)
    for hash in hashes {
      let entry = stripes[StoreStripe.number(of: hash)].withLock { $0.fetchEntry(of: hash) }
      if let entry { entries.append(UnsafeRawPointer(entry.toOpaque())) }
    }
    // Nobody but this writer removes entries, so they are still there.
    entries.withUnsafeBufferPointer { depth.fetch($0) }
  }
}

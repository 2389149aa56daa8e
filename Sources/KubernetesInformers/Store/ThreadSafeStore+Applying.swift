import KubernetesCore
import KubernetesLocks

extension ThreadSafeStore {
  /// Takes changes in, in order, and says what they changed: the only way to write.
  ///
  /// Costs one hop for any number of changes; readers of single objects are hardly disturbed. Changes that change
  /// nothing (an older or the same version of an object, a deletion of what is not there) give no delta.
  ///
  /// Some of the changes may have been left out for later ones, so until the last one is in, the store is at no version
  /// but those of whole lists.
  ///
  /// - Returns: One batch for each whole list and each resync, and for every 1,024 of the other changes.
  @discardableResult
  public func apply(_ changes: [CacheChange<Object>]) -> [DeltaBatch<Object>] {
    var batches: [DeltaBatch<Object>] = []
    var singles = Singles(after: progress.value.resourceVersion, of: min(changes.count, Self.batchLimit))
    // Resyncs bring nothing that the store does not have.
    let end = changes.lastIndex { $0.kind != .resync }.map { $0 + 1 } ?? 0
    var taken = 0
    for change in changes {
      taken += 1
      // Each part of a change is moved from here to where it stays: a copy takes finding out at run time what it is.
      switch consume change {
      case .replace(let replacement):
        if singles.count > 0 { batches.append(apply(&singles, isLast: false)) }
        let version = EntryVersion(replacement.resourceVersion)
        batches.append(replace(replacement, after: singles.version))
        singles.restart(at: version)
        continue
      case .resync(let resync):
        if singles.count > 0 { batches.append(apply(&singles, isLast: taken > end)) }
        batches.append(self.resync(resync))
        continue
      case .set(let object): singles.add(.set, entryType.make(object))
      case .delete(let object): singles.add(.delete, entryType.make(object))
      case .deleteUnread(let key, let version): singles.add(deletionOf: key, EntryVersion(version))
      case .bookmark(let version): singles.add(bookmark: EntryVersion(version))
      }
      if singles.count == Self.batchLimit { batches.append(apply(&singles, isLast: taken == end)) }
    }
    if singles.count > 0 { batches.append(apply(&singles, isLast: true)) }
    return batches
  }

  private func apply(_ singles: inout Singles, isLast: Bool) -> DeltaBatch<Object> {
    if isLast { singles.claimed = singles.version }
    let version = singles.claimed.text
    let (deltas, sequence) = writer.apply(
      singles.changes, hashes: singles.hashes, upTo: version, in: indexTable.withLock { $0 })
    singles.removeAll()
    var builder = BatchBuilder<Object>(capacity: deltas.count)
    for delta in deltas { builder.add(delta) }
    if isLast { progress.update { $0.resourceVersion = version } }
    return builder.batch(resourceVersion: version, sequence: sequence)
  }

  private func resync(_ resync: Resync) -> DeltaBatch<Object> {
    let snapshot = snapshot()
    var builder = BatchBuilder<Object>(capacity: snapshot.count)
    snapshot.objects.forEachEntry { builder.add($0, replacing: $0) }
    let sequence = gate.withLock { gate in
      gate.sequence += 1
      return gate.sequence
    }
    return builder.batch(
      resourceVersion: snapshot.resourceVersion, sequence: sequence, audience: resync.audience)
  }
}

/// Changes of single objects. Their keys are hashed and their entries allocated before the gate closes.
private struct Singles {
  enum Kind { case set, delete }

  private(set) var changes: [EntryChange] = []
  /// Those of the keys; none if the changes are few.
  private(set) var hashes: [Int] = []
  private let collectsHashes: Bool
  /// The version of the newest change so far.
  private(set) var version: EntryVersion
  /// The version up to which nothing is missing.
  var claimed: EntryVersion
  private(set) var count = 0

  init(after version: String, of count: Int) {
    self.version = EntryVersion(version)
    claimed = self.version
    changes.reserveCapacity(count)
    collectsHashes = count >= StoreWriter.fetchThreshold
    if collectsHashes { hashes.reserveCapacity(count) }
  }

  mutating func add(_ kind: Kind, _ entry: StoreEntry) {
    pass(entry.version)
    changes.append(kind == .set ? .set(entry) : .delete(entry))
    if collectsHashes { hashes.append(entry.key.hash) }
  }

  mutating func add(deletionOf key: ObjectKey, _ version: EntryVersion) {
    pass(version)
    changes.append(.deleteUnread(key, version))
    if collectsHashes { hashes.append(key.hash) }
  }

  mutating func add(bookmark version: EntryVersion) { pass(version) }

  private mutating func pass(_ version: EntryVersion) {
    self.version = version.newest(since: self.version)
    count += 1
  }

  /// Goes on from a whole list.
  mutating func restart(at version: EntryVersion) {
    self.version = version
    claimed = version
  }

  mutating func removeAll() {
    changes.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    count = 0
  }
}

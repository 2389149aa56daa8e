import KubernetesCore
import KubernetesLocks

extension ThreadSafeStore {
  /// Takes changes in, in order, and says what they changed: the only way to write.
  ///
  /// Costs one hop for any number of changes; readers of single objects are hardly disturbed. Changes that change
  /// nothing (an older or the same version of an object, a deletion of what is not there) give no delta.
  ///
  /// - Returns: One batch for each whole list and each resync, and for every 1,024 of the other changes.
  @discardableResult
  public func apply(_ changes: [CacheChange<Object>]) -> [DeltaBatch<Object>] {
    var batches: [DeltaBatch<Object>] = []
    var start = 0
    while start < changes.count {
      switch changes[start] {
      case .replace(let replacement):
        batches.append(replace(replacement))
        start += 1
      case .resync(let resync):
        batches.append(self.resync(resync))
        start += 1
      case .set, .delete, .deleteUnread, .bookmark:
        var end = start + 1
        while end < changes.count, end - start < Self.batchLimit, changes[end].isSingle { end += 1 }
        batches.append(applySingles(changes[start..<end]))
        start = end
      }
    }
    return batches
  }

  private func applySingles(_ changes: ArraySlice<CacheChange<Object>>) -> DeltaBatch<Object> {
    // Keys are hashed and entries allocated before the gate closes.
    var entries: [EntryChange] = []
    entries.reserveCapacity(changes.count)
    var version = EntryVersion(progress.value.resourceVersion)
    for change in changes {
      switch change {
      case .set(let object):
        let entry = StoredObject(object)
        version = entry.version.newest(since: version)
        entries.append(.set(entry))
      case .delete(let object):
        let entry = StoredObject(object)
        version = entry.version.newest(since: version)
        entries.append(.delete(entry))
      case .deleteUnread(let key, let deletion):
        let deletion = EntryVersion(deletion)
        version = deletion.newest(since: version)
        entries.append(.deleteUnread(key, deletion))
      case .bookmark(let bookmark): version = EntryVersion(bookmark).newest(since: version)
      case .replace, .resync: break
      }
    }
    let (deltas, sequence) = writer.apply(entries, upTo: version, in: indexTable.withLock { $0 })
    var builder = BatchBuilder<Object>(capacity: deltas.count)
    for delta in deltas { builder.add(delta) }
    progress.update { $0.resourceVersion = version.text }
    return builder.batch(resourceVersion: version.text, sequence: sequence)
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

extension CacheChange {
  /// True for a change of at most one object.
  var isSingle: Bool {
    switch self {
    case .set, .delete, .deleteUnread, .bookmark: true
    case .replace, .resync: false
    }
  }
}

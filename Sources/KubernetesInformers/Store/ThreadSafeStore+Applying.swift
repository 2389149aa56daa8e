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

  private enum Single {
    case set(StoreEntry)
    case delete(StoreEntry)
    case deleteUnread(ObjectKey, String)
  }

  private func applySingles(_ changes: ArraySlice<CacheChange<Object>>) -> DeltaBatch<Object> {
    // Keys are hashed and entries allocated before the gate closes.
    var singles: [Single] = []
    singles.reserveCapacity(changes.count)
    var version = progress.value.resourceVersion
    for change in changes {
      switch change {
      case .set(let object):
        let entry = StoredObject(object)
        version = Self.newest(version, entry.version)
        singles.append(.set(entry))
      case .delete(let object):
        let entry = StoredObject(object)
        version = Self.newest(version, entry.version)
        singles.append(.delete(entry))
      case .deleteUnread(let key, let deletion):
        version = Self.newest(version, deletion)
        singles.append(.deleteUnread(key, deletion))
      case .bookmark(let bookmark): version = Self.newest(version, bookmark)
      case .replace, .resync: break
      }
    }
    var builder = BatchBuilder<Object>(capacity: singles.count)
    let indexes = indexTable.withLock { $0 }
    let sequence = gate.withLock { gate in
      for single in singles {
        switch single {
        case .set(let entry): set(entry, in: indexes, &builder)
        case .delete(let entry): delete(entry.key, entry.version, last: entry, in: indexes, &builder)
        case .deleteUnread(let key, let version): delete(key, version, last: nil, in: indexes, &builder)
        }
      }
      gate.sequence += 1
      gate.resourceVersion = version
      return gate.sequence
    }
    progress.update { $0.resourceVersion = version }
    return builder.batch(resourceVersion: version, sequence: sequence)
  }

  private func set(_ entry: StoreEntry, in indexes: [StoreIndex], _ builder: inout BatchBuilder<Object>) {
    let stripe = stripes[StoreStripe.number(of: entry.key)]
    var old = stripe.withLock { $0.find(entry.key) }
    if let old {
      guard Self.isNews(entry.version, after: old.version) else { return }
    } else if recentDeletions.outdates(entry.key, version: entry.version) {
      return
    }
    old = stripe.withLock { $0.set(entry) }
    for index in indexes { index.set(entry, replacing: old) }
    builder.add(entry, replacing: old)
  }

  private func delete(
    _ key: ObjectKey, _ version: String, last: StoreEntry?, in indexes: [StoreIndex],
    _ builder: inout BatchBuilder<Object>
  ) {
    guard let old = stripes[StoreStripe.number(of: key)].withLock({ $0.find(key) }) else {
      return recentDeletions.note(key, version: version)
    }
    // A deletion that is older than what the store has was overtaken by the object's next life.
    if ResourceVersion(version).order(relativeTo: ResourceVersion(old.version)) == .older { return }
    recentDeletions.note(key, version: version)
    remove(old, in: indexes)
    builder.remove(last ?? old, last == nil ? .inferred : .observed)
  }

  func remove(_ entry: StoreEntry, in indexes: [StoreIndex]) {
    _ = stripes[StoreStripe.number(of: entry.key)].withLock { $0.remove(entry.key) }
    for index in indexes { index.remove(entry) }
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

  /// True unless a version is known to be the same as another, or older.
  static func isNews(_ version: String, after old: String) -> Bool {
    let order = ResourceVersion(version).order(relativeTo: ResourceVersion(old))
    return order == .newer || order == .unordered
  }

  /// The version that a store has reached after it has reached both, the second one last.
  static func newest(_ old: String, _ new: String) -> String {
    if new.isEmpty { return old }
    return ResourceVersion(new).order(relativeTo: ResourceVersion(old)) == .older ? old : new
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

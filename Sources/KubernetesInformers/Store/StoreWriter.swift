import KubernetesCore
import KubernetesLocks

/// The writing half of a store: what decides which changes count, and puts them into the tables.
///
/// Knows nothing of the type of the objects: what is compiled for every type costs, for each change, more in finding out
/// types at run time than the change itself. One task at a time uses it.
struct StoreWriter: Sendable {
  let stripes: [AdaptiveLock<StoreStripe>]
  let gate: Lock<StoreGate>
  /// What is worth fetching of an object that is going to be replaced.
  let depth: FetchDepth
  var recentDeletions = RecentDeletions()

  /// Takes changes in, in order, while readers of everything wait.
  ///
  /// - Parameter hashes: Those of the keys of the changes, if memory is to be fetched for them.
  /// - Returns: What they have changed, and the number of the batch.
  mutating func apply(
    _ changes: [EntryChange], hashes: [Int], upTo version: String, in indexes: [StoreIndex]
  ) -> (deltas: [EntryDelta], sequence: UInt64) {
    var deltas: [EntryDelta] = []
    deltas.reserveCapacity(changes.count)
    fetch(hashes)
    let sequence = gate.withLock { gate in
      for change in changes {
        let delta: EntryDelta? =
          switch change {
          case .set(let entry): set(entry, in: indexes, &gate.entries)
          case .delete(let entry): delete(entry.key, entry.version, last: entry, in: indexes, &gate.entries)
          case .deleteUnread(let key, let version): delete(key, version, last: nil, in: indexes, &gate.entries)
          }
        if let delta { deltas.append(delta) }
      }
      gate.sequence += 1
      gate.resourceVersion = version
      return gate.sequence
    }
    return (deltas, sequence)
  }

  private func set(_ entry: StoreEntry, in indexes: [StoreIndex], _ entries: inout EntryList) -> EntryDelta? {
    let isOutdated = recentDeletions.outdates(entry)
    let (isNews, old) = stripes[StoreStripe.number(of: entry.key)].withLock { stripe in
      stripe.setIfNews(entry, admittingNew: !isOutdated)
    }
    guard isNews else { return nil }
    link(entry, replacing: old, in: indexes, &entries)
    return .set(entry, replacing: old)
  }

  private mutating func delete(
    _ key: ObjectKey, _ version: EntryVersion, last: StoreEntry?, in indexes: [StoreIndex],
    _ entries: inout EntryList
  ) -> EntryDelta? {
    guard let old = stripes[StoreStripe.number(of: key)].withLock({ $0.find(key) }) else {
      recentDeletions.note(key, version: version)
      return nil
    }
    // A deletion that is older than what the store has was overtaken by the object's next life.
    if version.order(relativeTo: old.version) == .older { return nil }
    recentDeletions.note(key, version: version)
    remove(old, in: indexes, &entries)
    return .deleted(last ?? old, last == nil ? .inferred : .observed)
  }

  /// Puts an entry into the tables, whatever its version.
  func put(_ entry: StoreEntry, in indexes: [StoreIndex], _ entries: inout EntryList) {
    let old = stripes[StoreStripe.number(of: entry.key)].withLock { $0.set(entry) }
    link(entry, replacing: old, in: indexes, &entries)
  }

  /// Puts an entry that its stripe has where everything else looks for it.
  private func link(
    _ entry: StoreEntry, replacing old: StoreEntry?, in indexes: [StoreIndex], _ entries: inout EntryList
  ) {
    if let old { entries.replace(old, by: entry) } else { entries.append(entry) }
    for index in indexes { index.set(entry, replacing: old) }
  }

  /// Takes an entry, which must be there, out of the tables.
  func remove(_ entry: StoreEntry, in indexes: [StoreIndex], _ entries: inout EntryList) {
    stripes[StoreStripe.number(of: entry.key)].withLock { $0.remove(entry) }
    entries.remove(entry)
    for index in indexes { index.remove(entry) }
  }
}

/// The contents of a store as a whole.
struct StoreGate: Sendable {
  var entries = EntryList()
  var sequence: UInt64 = 0
  var resourceVersion = ""
  var isSynced = false
}

/// How far a store has come, for those who wait for it.
struct StoreProgress: Sendable {
  var resourceVersion = ""
  var isSynced = false
  /// False for the store of an informer that does not run.
  var isFed = true
}

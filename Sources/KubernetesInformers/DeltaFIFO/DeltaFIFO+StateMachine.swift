import KubernetesCore

/// The decisions of a ``DeltaFIFO``: order, compaction, room, and what counts as processed.
struct DeltaFIFOStateMachine<Object: KubernetesObject>: Sendable {
  /// How many changes of single objects may be queued before the queue compacts, and then makes producers wait.
  let capacity: Int

  private var entries: [CacheChange<Object>] = []
  /// Entries before this one have been taken.
  private var head = 0
  private(set) var singles = 0
  private var replacements = 0
  private var resyncs = 0
  private var compactAt: Int
  private(set) var isClosed = false
  private(set) var compactions = 0
  private var firstReplacement = Progress.awaited

  private enum Progress { case awaited, handedOut, processed }

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    compactAt = self.capacity
  }

  var isEmpty: Bool { head == entries.count }
  var count: Int { entries.count - head }
  /// How many places are held, those of entries that have been taken included.
  var places: Int { entries.count }

  /// True once the first replacement has been processed: taken, and the taker has come back.
  var hasSynced: Bool { firstReplacement == .processed }

  /// True if a producer may go on; otherwise it should wait for the consumer.
  var hasRoom: Bool { isClosed || singles <= capacity }

  /// Queues changes behind those that are there. Returns false, and queues nothing, if the queue is closed.
  mutating func enqueue(_ changes: [CacheChange<Object>]) -> Bool {
    guard !isClosed else { return false }
    for change in changes {
      // Told apart once: each look costs a copy.
      switch change.kind {
      case .object: singles += 1
      case .replacement: replacements += 1
      case .bookmark:
        if !isEmpty, entries[entries.count - 1].kind == .bookmark {
          entries[entries.count - 1] = change
          continue
        }
      case .resync: resyncs += 1
      }
      entries.append(change)
    }
    // Of whole lists, and of resyncs, one is kept at most: both are as large as the cache, or make work for all of it.
    if singles > compactAt || replacements > 1 || resyncs > 1 { compact() }
    return true
  }

  /// Takes the first entry. What was taken before counts as processed.
  mutating func pop() -> CacheChange<Object>? {
    finishProcessing()
    guard !isEmpty else { return nil }
    let entry = entries[head]
    entries[head] = .bookmark("")
    head += 1
    if isEmpty {
      entries.removeAll(keepingCapacity: true)
      head = 0
    } else if head >= 64, head * 2 > entries.count {
      // Moves no more than has been taken.
      entries.removeFirst(head)
      head = 0
    }
    note(entry)
    return entry
  }

  /// Takes everything. What was taken before counts as processed.
  mutating func popAll() -> [CacheChange<Object>] {
    finishProcessing()
    let all = head == 0 ? entries : Array(entries[head...])
    entries = []
    head = 0
    singles = 0
    compactAt = capacity
    if replacements > 0, firstReplacement == .awaited { firstReplacement = .handedOut }
    replacements = 0
    resyncs = 0
    return all
  }

  /// What was taken has been processed.
  mutating func finishProcessing() {
    if firstReplacement == .handedOut { firstReplacement = .processed }
  }

  /// Takes nothing more in; what is queued can still be taken.
  mutating func close() { isClosed = true }

  private mutating func note(_ entry: CacheChange<Object>) {
    switch entry.kind {
    case .object:
      singles -= 1
      if singles == 0 { compactAt = capacity }
    case .replacement:
      replacements -= 1
      if firstReplacement == .awaited { firstReplacement = .handedOut }
    case .resync: resyncs -= 1
    case .bookmark: break
    }
  }

  /// Leaves out what later entries make needless: of each object all but the last state, the deletion before it and
  /// the state before that, and before the last replacement everything but what is known of objects that it could not
  /// read.
  private mutating func compact() {
    compactions += 1
    let entries = self.entries
    var kept: [CacheChange<Object>] = []
    var newest: [ObjectKey: Newest] = [:]
    var hasBookmark = false
    var audience: Set<UInt64>? = []
    var resyncAt: Int?
    // The keys that matter; nil for all.
    var relevant: Set<ObjectKey>?
    singles = 0
    replacements = 0
    for position in stride(from: entries.count - 1, through: head, by: -1) {
      let entry = entries[position]
      switch entry {
      case .set(let object):
        let key = object.key
        guard relevant?.contains(key) ?? true else { continue }
        let version = EntryVersion(object.metadata.resourceVersion ?? "")
        if let later = newest[key], !later.isOlder(than: version) {
          guard later.lacksState else { continue }
          newest[key]?.lacksState = false
        } else {
          newest[key] = Newest(isDeleted: false, version: version)
        }
        singles += 1
      case .delete(let object):
        let version = EntryVersion(object.metadata.resourceVersion ?? "")
        let key = object.key
        guard relevant?.contains(key) ?? true, note(deletion: version, of: key, &newest) else { continue }
        newest[key]?.lacksState = true
        singles += 1
      case .deleteUnread(let key, let version):
        let version = EntryVersion(version)
        guard relevant?.contains(key) ?? true, note(deletion: version, of: key, &newest) else { continue }
        singles += 1
      case .bookmark:
        if hasBookmark || relevant != nil { continue }
        hasBookmark = true
      case .resync(let resync):
        // One resync, at the place of the last one, does for all.
        audience = audience.flatMap { all in resync.audience.map { all.union($0) } }
        if resyncAt != nil { continue }
        resyncAt = kept.count
      case .replace(let replacement):
        let retained = Set(replacement.retained)
        if let keys = relevant {
          // An older one matters only as far as the newer ones leave open.
          let changes = replacement.changes(of: keys.filter { newest[$0] == nil && !retained.contains($0) })
          kept += changes
          singles += changes.count
          relevant = keys.intersection(retained)
        } else {
          kept.append(entry)
          replacements += 1
          relevant = retained
        }
        continue
      }
      kept.append(entry)
    }
    if let resyncAt { kept[resyncAt] = .resync(Resync(audience: audience)) }
    kept.reverse()
    self.entries = kept
    head = 0
    resyncs = resyncAt == nil ? 0 : 1
    // Compacting again pays only when about as much has been added as there is.
    compactAt = max(capacity, singles * 2)
  }

  /// Notes a deletion; false if it is needless.
  private func note(deletion version: EntryVersion, of key: ObjectKey, _ newest: inout [ObjectKey: Newest]) -> Bool {
    if let later = newest[key] {
      if later.isDeleted, !later.isOlder(than: version) { return false }
      newest[key] = Newest(isDeleted: true, version: later.isOlder(than: version) ? version : later.version)
    } else {
      newest[key] = Newest(isDeleted: true, version: version)
    }
    return true
  }
}

/// What later entries say of an object. They may be older all the same: servers and proxies repeat themselves.
///
/// Knows nothing of the object's type, so that the table of them does not either.
private struct Newest {
  var isDeleted: Bool
  var version: EntryVersion
  /// True if the next state before belongs to a deletion that stays: whoever knows an older one would otherwise find
  /// the deleted object to be another than the one they know.
  var lacksState = false

  func isOlder(than other: EntryVersion) -> Bool { version.order(relativeTo: other) == .older }
}

extension Replacement {
  /// What it says of some objects, as changes of each of them.
  fileprivate func changes(of keys: Set<ObjectKey>) -> [CacheChange<Object>] {
    if keys.isEmpty { return [] }
    var missing = keys
    var changes: [CacheChange<Object>] = []
    for item in items.reversed() where missing.remove(item.key) != nil { changes.append(.set(item)) }
    return changes + missing.map { .deleteUnread($0, resourceVersion: resourceVersion) }
  }
}

extension CacheChange {
  /// The key of the object; nil if the change is not one of one object.
  var key: ObjectKey? {
    switch self {
    case .set(let object), .delete(let object): object.key
    case .deleteUnread(let key, _): key
    case .replace, .resync, .bookmark: nil
    }
  }

  /// What a change is about.
  @inline(__always)
  var kind: ChangeKind {
    switch self {
    case .set, .delete, .deleteUnread: .object
    case .replace: .replacement
    case .resync: .resync
    case .bookmark: .bookmark
    }
  }
}

/// What a change of a cache is about: one object, all of them, those who follow, or none.
enum ChangeKind {
  case object, replacement, resync, bookmark
}

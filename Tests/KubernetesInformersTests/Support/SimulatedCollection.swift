import KubernetesCore

/// One collection of an API server, without the server: objects with versions, the log of their changes, and what a
/// list or a watch is answered. Forgets nothing, so that tests can ask what there was at any version; to clients it
/// behaves as if it had forgotten what is older than ``compacted``.
struct SimulatedCollection: Sendable {
  struct Change: Sendable {
    enum Kind: Sendable { case added, modified, deleted }
    var version: Int
    var kind: Kind
    /// The state, or the last one; its version is that of the change.
    var object: TestObject
    /// False if clients cannot decode it.
    var isReadable = true
  }

  enum Write: Sendable {
    case set(String, namespace: String, value: Int)
    /// A state that clients cannot decode.
    case setUnreadable(String, namespace: String)
    case delete(String, namespace: String)
    /// Something changed in another collection: versions are of all of them.
    case other
    case compact
  }

  static let firstVersion = 10

  private(set) var version = Self.firstVersion
  private(set) var compacted = Self.firstVersion
  private(set) var changes: [Change] = []
  /// The keys of all objects that there have ever been, sorted.
  private(set) var keys: [ObjectKey] = []
  /// Positions in ``changes``.
  private var histories: [ObjectKey: [Int]] = [:]

  mutating func apply(_ write: Write) {
    switch write {
    case .set(let name, let namespace, let value): set(name, namespace, value, isReadable: true)
    case .setUnreadable(let name, let namespace): set(name, namespace, -1, isReadable: false)
    case .delete(let name, let namespace): delete(ObjectKey(namespace: namespace, name: name))
    case .other: version += 1
    case .compact: compacted = version
    }
  }

  private mutating func set(_ name: String, _ namespace: String, _ value: Int, isReadable: Bool) {
    version += 1
    var object = TestObject(name, namespace: namespace, version: version, uid: "uid-\(version)", value: value)
    let key = object.key
    let old = current(key)
    if let old { object.metadata.uid = old.object.metadata.uid }
    append(Change(version: version, kind: old == nil ? .added : .modified, object: object, isReadable: isReadable))
  }

  private mutating func delete(_ key: ObjectKey) {
    guard var last = current(key) else { return }
    version += 1
    last.version = version
    last.kind = .deleted
    last.object.metadata.resourceVersion = "\(version)"
    append(last)
  }

  private mutating func append(_ change: Change) {
    let key = change.object.key
    if histories[key] == nil {
      let position = keys.firstIndex { key < $0 } ?? keys.count
      keys.insert(key, at: position)
    }
    histories[key, default: []].append(changes.count)
    changes.append(change)
  }

  // MARK: Reading

  /// The last change of an object up to a version.
  func lastChange(of key: ObjectKey, upTo version: Int) -> Change? {
    histories[key]?.last { changes[$0].version <= version }.map { changes[$0] }
  }

  /// What changed later than a version.
  func changes(after version: Int) -> ArraySlice<Change> {
    var start = changes.count
    while start > 0, changes[start - 1].version > version { start -= 1 }
    return changes[start...]
  }

  /// The object as it is; nil if there is none.
  func current(_ key: ObjectKey) -> Change? {
    guard let change = lastChange(of: key, upTo: version), change.kind != .deleted else { return nil }
    return change
  }

  /// Everything there was at a version, by key.
  func contents(at version: Int) -> [Change] {
    keys.compactMap { key in
      guard let change = lastChange(of: key, upTo: version), change.kind != .deleted else { return nil }
      return change
    }
  }

  /// What clients can decode of everything there is.
  var objects: Set<TestObject> { Set(contents(at: version).filter(\.isReadable).map(\.object)) }

  /// Answers a list. A list that may be old is as old as `lag` says.
  func page(_ options: ListOptions, pageSize: Int?, lag: Int = 0) throws(KubernetesError) -> ListPage<TestObject> {
    var at = version
    var offset = 0
    if let token = options.continueToken {
      let parts = token.split(separator: ":").compactMap { Int($0) }
      (at, offset) = (parts[0], parts[1])
      if at < compacted { throw Failures.expired }
    } else if let wanted = options.resourceVersion.flatMap({ Int($0) }) {
      if wanted > version { throw Failures.tooLarge }
      if wanted > 0, options.limit != nil {
        // With a limit, exactly that version.
        if wanted < compacted { throw Failures.expired }
        at = wanted
      } else {
        at = max(wanted, Self.firstVersion, version - lag)
      }
    }
    let all = contents(at: at)
    let size = max(pageSize ?? options.limit ?? all.count, 1)
    let page = all.dropFirst(offset).prefix(size)
    let rest = all.count - offset - page.count
    return ListPage(
      items: page.filter(\.isReadable).map(\.object), resourceVersion: "\(at)",
      continueToken: rest > 0 ? "\(at):\(offset + page.count)" : nil,
      remainingItemCount: rest > 0 ? Int64(rest) : nil,
      failures: page.filter { !$0.isReadable }.map(\.failure))
  }
}

extension SimulatedCollection.Change {
  /// What a client reports of it when it is not readable.
  var failure: UndecodableObject {
    UndecodableObject(
      key: object.key, resourceVersion: object.metadata.resourceVersion, error: WireError(.typeMismatch, "unreadable"),
      isDeleted: kind == .deleted)
  }

  var event: WatchEvent<TestObject> {
    switch kind {
    case .added: .added(object)
    case .modified: .modified(object)
    case .deleted: .deleted(object)
    }
  }
}

extension WatchBatch<TestObject> {
  mutating func append(_ change: SimulatedCollection.Change) {
    if change.isReadable { events.append(change.event) } else { failures.append(change.failure) }
  }
}

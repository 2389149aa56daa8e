public import KubernetesCore
import KubernetesLocks

extension ThreadSafeStore {
  /// The object of a key; nil if there is none. Waits for a writer for the length of one change at most.
  @inlinable
  public nonisolated func get(_ key: ObjectKey) -> Object? { lookup.object(of: key, as: Object.self) }

  /// The object of a name, in a namespace unless it is cluster-scoped.
  @inlinable
  public nonisolated func get(namespace: String = "", name: String) -> Object? {
    get(ObjectKey(namespace: namespace, name: name))
  }

  /// The version of an object, read without touching the object.
  public nonisolated func version(of key: ObjectKey) -> String? {
    lookup.entry(of: key)?.version.text
  }

  /// True if there is an object of the key.
  public nonisolated func contains(_ key: ObjectKey) -> Bool {
    lookup.entry(of: key) != nil
  }

  /// How many objects there are.
  public nonisolated var count: Int { gate.withLock { $0.entries.count } }

  /// All objects. Costs the same for any number of them.
  public nonisolated func list() -> StoredObjects<Object> { snapshot().objects }

  /// All objects and the version they stand for. Costs the same for any number of them.
  public nonisolated func snapshot() -> StoreSnapshot<Object> {
    gate.withLock { gate in
      StoreSnapshot(
        objects: StoredObjects(parts: gate.entries.parts, count: gate.entries.count, depth: depth),
        resourceVersion: gate.resourceVersion,
        isSynced: gate.isSynced, sequence: gate.sequence)
    }
  }

  /// The objects under a value of an index. Costs one lookup and one retain.
  ///
  /// - Throws: ``StoreError/unknownIndex(_:known:)``.
  public nonisolated func byIndex(_ name: IndexName, _ value: String) throws(StoreError) -> StoredObjects<Object> {
    let entries = try index(name).table.withLock { $0.entries(of: value) }
    return StoredObjects(parts: entries.map { [$0] } ?? [], count: entries?.count ?? 0, depth: depth)
  }

  /// The keys of the objects under a value of an index.
  ///
  /// - Throws: ``StoreError/unknownIndex(_:known:)``.
  public nonisolated func indexKeys(_ name: IndexName, _ value: String) throws(StoreError) -> [ObjectKey] {
    try byIndex(name, value).keys
  }

  /// All values that the index has objects for.
  ///
  /// - Throws: ``StoreError/unknownIndex(_:known:)``.
  public nonisolated func indexValues(_ name: IndexName) throws(StoreError) -> [String] {
    try index(name).table.withLock { $0.values }
  }

  /// The names of the indexes.
  public nonisolated var indexNames: [IndexName] { indexTable.withLock { $0.map(\.name) } }

  private nonisolated func index(_ name: IndexName) throws(StoreError) -> StoreIndex {
    let found = indexTable.withLock { indexes in indexes.first { $0.name == name } }
    guard let found else { throw .unknownIndex(name, known: indexNames) }
    return found
  }
}

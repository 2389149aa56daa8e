public import KubernetesCore
import KubernetesLocks

/// The cache of one resource: objects by key, with indexes.
///
/// **Writing** is isolated: ``apply(_:)`` is the only way in. **Reading** is not: `get`, `list`, `byIndex` and the
/// others are synchronous, can be called from any task, and never wait for an actor. A `get` takes one lock of 64 for
/// one probe; a list is one retain, whatever the number of objects.
///
/// What readers see: `get` is linearisable for a key. A list or snapshot is what the store held at one moment, never in
/// the middle of a batch; so is an answer of one index, batches aside. A `get` may see an object of a batch that a list
/// does not have yet, never the reverse.
///
/// Objects are values, so nobody can change a cached object for anybody else. Versions never go back: an event that
/// brings an older state of an object than the store has is ignored, unless it is part of a whole list.
///
/// Index functions run on the writer while it holds locks: they must not read the store.
public actor ThreadSafeStore<Object: KubernetesObject> {
  /// Changes that one batch, and so one hold of the gate, contains at most.
  static var batchLimit: Int { 1_024 }

  nonisolated let stripes: [AdaptiveLock<StoreStripe>]
  /// Finds entries in the stripes.
  @usableFromInline nonisolated let lookup: StoreLookup
  /// What walks over objects fetch.
  nonisolated let depth = FetchDepth(for: Object.self)
  /// The type of entries, which takes long to find out at run time.
  nonisolated let entryType = StoredObject<Object>.self
  nonisolated let indexTable: Lock<[StoreIndex]>
  /// Held for a whole batch by the writer, and for a retain by readers of everything.
  nonisolated let gate = Lock(StoreGate())
  nonisolated let progress = Observed(StoreProgress())
  var writer: StoreWriter

  /// Makes an empty store. The index by namespace is always there.
  ///
  /// - Throws: ``StoreError`` if two indexers have the same name.
  public init(indexers: [Indexer<Object>] = []) throws(StoreError) {
    stripes = (0..<StoreStripe.count).map { _ in AdaptiveLock(StoreStripe()) }
    lookup = StoreLookup(stripes)
    writer = StoreWriter(stripes: stripes, gate: gate, depth: depth)
    let namespace = StoreIndex(.namespace, number: 0, function: .namespace)
    indexTable = Lock(try Self.extending([namespace], by: indexers))
  }

  /// Adds indexes, also to a store that is in use: they answer as soon as this returns. Costs a pass over all objects.
  ///
  /// - Throws: ``StoreError`` if there is an index of one of the names; then none is added.
  public func addIndexers(_ indexers: [Indexer<Object>]) throws(StoreError) {
    let old = indexTable.withLock { $0 }
    let new = try Self.extending(old, by: indexers)
    let entries = snapshot().objects
    for index in new[old.count...] {
      entries.forEachEntry { index.set($0, replacing: nil) }
    }
    indexTable.withLock { $0 = new }
  }

  private static func extending(
    _ indexes: [StoreIndex], by indexers: [Indexer<Object>]
  ) throws(StoreError) -> [StoreIndex] {
    var indexes = indexes
    for indexer in indexers {
      if indexes.contains(where: { $0.name == indexer.name }) { throw .duplicateIndex(indexer.name) }
      guard indexes.count < EntryPlace.indexLimit else { throw .tooManyIndexes(limit: EntryPlace.indexLimit) }
      let function: StoreIndex.Function =
        switch indexer.function {
        case .single(let value): .single { value($0.object(as: Object.self)) }
        case .multiple(let values): .multiple { values($0.object(as: Object.self)) }
        }
      indexes.append(StoreIndex(indexer.name, number: indexes.count, function: function))
    }
    return indexes
  }
}

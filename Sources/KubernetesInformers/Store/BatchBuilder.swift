import KubernetesCore

/// Collects what a batch has changed.
///
/// What is called for each change is inlined: a loop finds out the type of its deltas once, a function at each call.
struct BatchBuilder<Object: KubernetesObject> {
  private(set) var deltas: [Delta<Object>] = []
  private var keys: [ObjectKey] = []

  init(capacity: Int) {
    deltas.reserveCapacity(capacity)
    keys.reserveCapacity(capacity)
  }

  @inline(__always)
  mutating func add(_ delta: EntryDelta) {
    switch delta {
    case .set(let entry, let old): add(entry, replacing: old)
    case .deleted(let entry, let finality): remove(entry, finality)
    }
  }

  @inline(__always)
  mutating func add(_ entry: StoreEntry, replacing old: StoreEntry?) {
    let object = entry.object(as: Object.self)
    if let old {
      deltas.append(.updated(old: old.object(as: Object.self), new: object))
    } else {
      deltas.append(.added(object))
    }
    keys.append(entry.key)
  }

  @inline(__always)
  mutating func remove(_ entry: StoreEntry, _ finality: Finality) {
    deltas.append(.deleted(entry.object(as: Object.self), finality))
    keys.append(entry.key)
  }

  mutating func markSynced() {
    deltas.append(.synced)
    keys.append(ObjectKey(name: ""))
  }

  func batch(resourceVersion: String, sequence: UInt64, audience: Set<UInt64>? = nil) -> DeltaBatch<Object> {
    DeltaBatch(deltas: deltas, resourceVersion: resourceVersion, keys: keys, sequence: sequence, audience: audience)
  }
}

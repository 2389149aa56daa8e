import KubernetesCore

/// Pending deltas of a subscriber that wants only the last state of each object.
struct LatestDeltas<Object: KubernetesObject>: Sendable {
  private enum Result {
    case set(Object)
    case deleted(Object, Finality)
  }
  private struct Pending {
    var key: ObjectKey
    /// What the subscriber has been told; nil if the object is new to it.
    var base: Object?
    var result: Result
  }

  private var positions: [ObjectKey: Int] = [:]
  /// In the order of the first change; nil where an object came and went.
  private var pending: [Pending?] = []
  private var isSynced = false
  private var resourceVersion = ""
  private var sequence: UInt64 = 0

  var isEmpty: Bool { positions.isEmpty && !isSynced }
  /// How many places are held, those of objects that came and went included.
  var places: Int { pending.count }

  mutating func merge(_ batch: DeltaBatch<Object>) {
    resourceVersion = batch.resourceVersion
    sequence = batch.sequence
    for (delta, key) in zip(batch.deltas, batch.keys) {
      switch delta {
      case .added(let object): merge(key, base: nil, .set(object))
      case .updated(let old, let new): merge(key, base: old, .set(new))
      case .deleted(let last, let finality): merge(key, base: last, .deleted(last, finality))
      case .synced: isSynced = true
      case .replaced: break
      }
    }
  }

  private mutating func merge(_ key: ObjectKey, base: Object?, _ result: Result) {
    if let position = positions[key] {
      if case .deleted = result, pending[position]?.base == nil {
        // The subscriber has never heard of it.
        pending[position] = nil
        positions[key] = nil
        closeGaps()
      } else {
        pending[position]?.result = result
      }
    } else {
      positions[key] = pending.count
      pending.append(Pending(key: key, base: base, result: result))
    }
  }

  /// Gives back the places of objects that came and went, once they are the most.
  private mutating func closeGaps() {
    guard pending.count >= 64, positions.count * 2 < pending.count else { return }
    pending.removeAll { $0 == nil }
    for (position, entry) in pending.enumerated() { if let entry { positions[entry.key] = position } }
  }

  /// What is pending, as one batch.
  mutating func take() -> DeltaBatch<Object> {
    var deltas: [Delta<Object>] = []
    var keys: [ObjectKey] = []
    for case let entry? in pending {
      switch (entry.base, entry.result) {
      case (nil, .set(let object)): deltas.append(.added(object))
      case (let old?, .set(let object)): deltas.append(.updated(old: old, new: object))
      case (.some, .deleted(let last, let finality)): deltas.append(.deleted(last, finality))
      case (nil, .deleted): continue
      }
      keys.append(entry.key)
    }
    if isSynced {
      deltas.append(.synced)
      keys.append(ObjectKey(name: ""))
    }
    defer { self = LatestDeltas() }
    return DeltaBatch(
      deltas: deltas, resourceVersion: resourceVersion, keys: keys, sequence: sequence, audience: nil)
  }
}

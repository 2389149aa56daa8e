import KubernetesCore
import KubernetesInformers
import Testing

/// What a subscriber makes of its deltas: a dictionary, kept by nothing but the deltas in their order. Records every
/// delta that does not fit what came before.
struct Replica {
  private(set) var objects: [ObjectKey: TestObject] = [:]
  private(set) var isSynced = false
  private(set) var faults: [String] = []
  private(set) var deltas = 0
  /// Whether updates must begin with the state that the last delta left. Merged ones need not.
  var isStrict = true

  init(isStrict: Bool = true) { self.isStrict = isStrict }

  mutating func apply(_ delta: Delta<TestObject>) {
    deltas += 1
    switch delta {
    case .added(let object):
      if objects.updateValue(object, forKey: object.key) != nil { faults.append("\(object.key) added twice") }
    case .updated(let old, let new):
      let before = objects.updateValue(new, forKey: new.key)
      if isStrict ? before != old : before == nil { faults.append("\(new.key) updated from another state") }
    case .deleted(let last, _):
      if objects.removeValue(forKey: last.key) == nil { faults.append("\(last.key) deleted, but not there") }
    case .replaced(let snapshot):
      objects = [:]
      for object in snapshot.objects { objects[object.key] = object }
    case .synced:
      if isSynced { faults.append("synced twice") }
      isSynced = true
    }
  }

  mutating func apply(_ batches: [DeltaBatch<TestObject>]) {
    for batch in batches {
      for delta in batch.deltas { apply(delta) }
    }
  }
}

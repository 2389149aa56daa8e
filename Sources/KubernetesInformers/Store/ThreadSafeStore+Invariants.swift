import KubernetesLocks

extension ThreadSafeStore {
  /// Checks that all tables agree with each other. Costs several passes over everything; for tests.
  func _checkInvariants() {
    let indexes = indexTable.withLock { $0 }
    let entries = gate.withLock { $0.entries }
    var places = 0
    for stripe in stripes { stripe.withLock { $0.checkInvariants() } }
    let keys = stripes.reduce(0) { $0 + $1.withLock { $0.count } }
    precondition(keys == entries.count, "the stripes have other entries than the list")
    precondition(entries.parts.reduce(0) { $0 + $1.count } == entries.count, "the list has lost count")
    for slot in 0..<entries.count {
      let entry = entries[slot]
      precondition(lookup.entry(of: entry.key) === entry, "\(entry.key) cannot be found")
      precondition(entries.slot(of: entry) == slot, "\(entry.key) is not where it says")
      for index in indexes {
        let expected: Set<String> =
          switch index.values(of: entry) {
          case .single(let value): value.map { [$0] } ?? []
          case .multiple(let values): Set(values)
          }
        let found = index.table.withLock { $0.places(of: entry).count }
        precondition(found == expected.count, "\(entry.key) is misplaced")
        places += found
        for value in expected {
          let found = index.table.withLock { $0.entries(of: value) }
          let here = found.map { vector in (0..<vector.count).contains { vector[$0] === entry } }
          precondition(here == true, "\(entry.key) is not under \(value) of \(index.name)")
        }
      }
    }
    let linked = indexes.reduce(0) { $0 + $1.table.withLock { $0.checkInvariants() } }
    precondition(places == linked, "the indexes hold entries that the store does not")
  }
}

import KubernetesLocks

extension ThreadSafeStore {
  /// Checks that all tables agree with each other. Costs several passes over everything; for tests.
  func _checkInvariants() {
    let indexes = indexTable.withLock { $0 }
    var places = 0
    for (number, stripe) in stripes.enumerated() {
      let stripe = stripe.withLock { $0 }
      precondition(stripe.keyCount == stripe.values.count, "stripe \(number) has lost entries")
      for slot in 0..<stripe.values.count {
        let entry = stripe.values[slot]
        precondition(StoreStripe.number(of: entry.key) == number, "\(entry.key) is in a wrong stripe")
        precondition(stripe.slot(of: entry.key) == slot, "\(entry.key) cannot be found")
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
    }
    let linked = indexes.reduce(0) { $0 + $1.table.withLock { $0.checkInvariants() } }
    precondition(places == linked, "the indexes hold entries that the store does not")
  }
}

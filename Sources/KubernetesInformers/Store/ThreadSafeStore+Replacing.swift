import KubernetesCore
import KubernetesLocks

extension ThreadSafeStore {
  /// Makes a whole list the contents of the store.
  ///
  /// Deletions come first, then additions and updates in the order of the list. Objects that have not changed stay as
  /// they are, without a delta. A list may take the store back in time, as after a restored backup; then every object
  /// counts as changed, for the server uses its versions a second time.
  ///
  /// - Parameter last: The version of the newest change before, which the store may not claim yet.
  func replace(_ replacement: Replacement<Object>, after last: EntryVersion) -> DeltaBatch<Object> {
    let indexes = indexTable.withLock { $0 }
    let isFirst = !progress.value.isSynced
    let isBackInTime = EntryVersion(replacement.resourceVersion).order(relativeTo: last) == .older
    let plan = plan(replacement, isBackInTime: isBackInTime)
    var builder = BatchBuilder<Object>(capacity: plan.gone.count + plan.changes.count + 1)
    for entry in plan.gone { builder.remove(entry, .inferred) }
    for change in plan.changes { builder.add(change.new, replacing: change.old) }
    if isFirst { builder.markSynced() }

    let version = replacement.resourceVersion
    let commit: (inout StoreGate) -> UInt64 = { gate in
      gate.sequence += 1
      gate.resourceVersion = version
      gate.isSynced = true
      return gate.sequence
    }
    let sequence: UInt64
    if plan.gone.count + plan.changes.count <= Self.batchLimit {
      sequence = gate.withLock { gate in
        for entry in plan.gone { writer.remove(entry, in: indexes, &gate.entries) }
        for change in plan.changes { writer.put(change.new, in: indexes, &gate.entries) }
        return commit(&gate)
      }
    } else {
      sequence = swap(to: plan.entries, indexes: indexes, commit)
    }
    // The server uses the versions of these a second time.
    if isBackInTime { writer.recentDeletions.removeAll() }
    let deletion = EntryVersion(version)
    // More are not remembered.
    for entry in plan.gone.suffix(RecentDeletions.limit) {
      writer.recentDeletions.note(entry.key, version: deletion)
    }
    progress.update {
      $0.resourceVersion = version
      $0.isSynced = true
    }
    return builder.batch(resourceVersion: version, sequence: sequence)
  }

  /// Removes everything. Gives no deltas: it is for stores that nobody watches any more.
  func removeAll() {
    let indexes = indexTable.withLock { $0 }
    _ = swap(to: [], indexes: indexes) { gate in
      gate.sequence += 1
      gate.resourceVersion = ""
      gate.isSynced = false
      return gate.sequence
    }
    writer.recentDeletions.removeAll()
    progress.update { $0 = StoreProgress(isFed: $0.isFed) }
  }

  private struct Plan {
    /// Everything that the store is to hold, each key once; unchanged objects by their present entries.
    var entries: [StoreEntry] = []
    var changes: [(old: StoreEntry?, new: StoreEntry)] = []
    var gone: [StoreEntry] = []
  }

  private func plan(_ replacement: Replacement<Object>, isBackInTime: Bool) -> Plan {
    var plan = Plan()
    plan.entries.reserveCapacity(replacement.items.count)
    var positions: [ObjectKey: Int] = [:]
    positions.reserveCapacity(replacement.items.count)
    for item in replacement.items {
      let entry = StoredObject(item)
      if let position = positions.updateValue(plan.entries.count, forKey: entry.key) {
        positions[entry.key] = position
        plan.entries[position] = entry
      } else {
        plan.entries.append(entry)
      }
    }
    var kept = KeptSlots(of: gate.withLock { $0.entries })
    for i in plan.entries.indices {
      let entry = plan.entries[i]
      guard let old = keep(entry.key, &kept) else {
        plan.changes.append((nil, entry))
        continue
      }
      if !isBackInTime, entry.hasVersion(of: old) {
        plan.entries[i] = old
      } else {
        plan.changes.append((old, entry))
      }
    }
    for key in replacement.retained where positions[key] == nil {
      positions[key] = plan.entries.count
      if let old = keep(key, &kept) { plan.entries.append(old) }
    }
    kept.forEachOther { plan.gone.append($0) }
    return plan
  }

  /// The entry of a key, which is noted as one to keep.
  private func keep(_ key: ObjectKey, _ kept: inout KeptSlots) -> StoreEntry? {
    guard let entry = lookup.entry(of: key) else { return nil }
    kept.note(entry)
    return entry
  }

  /// Builds tables aside, so that readers wait for no more than the exchange of 64 of them.
  private func swap(
    to entries: [StoreEntry], indexes: [StoreIndex], _ commit: (inout StoreGate) -> UInt64
  ) -> UInt64 {
    // Some have more than their share; few have so many more that they would have to grow.
    let share = entries.count / StoreStripe.count
    let room = share == 0 ? 0 : share + share / 16 + 8
    var stripes = (0..<StoreStripe.count).map { _ in StoreStripe(minimumCapacity: room) }
    var list = EntryList()
    // The only owner of the old entries, which readers find in the stripes until those have been exchanged too.
    defer { withExtendedLifetime(list) {} }
    var tables = indexes.map { IndexTable(number: $0.number) }
    for entry in entries {
      entry.places = EntryPlaces()
      stripes[StoreStripe.number(of: entry.key)].set(entry)
      list.append(entry)
      for i in indexes.indices { tables[i].set(entry, values: indexes[i].values(of: entry), replacing: nil) }
    }
    // What the store held until now dies at the end of this function, outside the locks.
    return gate.withLock { gate in
      Swift.swap(&gate.entries, &list)
      for i in stripes.indices { self.stripes[i].withLock { Swift.swap(&$0, &stripes[i]) } }
      for i in indexes.indices { indexes[i].table.withLock { Swift.swap(&$0, &tables[i]) } }
      return commit(&gate)
    }
  }
}

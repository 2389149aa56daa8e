import KubernetesCore

extension ThreadSafeStore {
  /// Adds the indexes whose names there are none of yet; those of several callers at once, too. Costs a pass over all
  /// objects, if there is anything to add.
  ///
  /// - Throws: ``StoreError`` if two of those that are missing have the same name, or there would be too many; then none is
  ///   added.
  func addMissingIndexers(_ indexers: [Indexer<Object>]) throws(StoreError) {
    // Nothing comes between the look and the addition, for this is the store's own actor.
    let known = Set(indexNames)
    let missing = indexers.filter { !known.contains($0.name) }
    if !missing.isEmpty { try addIndexers(missing) }
  }
}

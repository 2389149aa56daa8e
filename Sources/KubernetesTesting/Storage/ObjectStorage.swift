import KubernetesCore

/// Runs transactions on the storage, one after the other, and wakes the watches after each.
actor ObjectStorage {
  private var state: ObjectStorageStateMachine
  nonisolated let watches = WatchRegistry()

  init(_ state: ObjectStorageStateMachine) { self.state = state }

  /// Runs `body` with the storage to itself. What it changed before it threw stays.
  func transaction<R: Sendable, E: Error>(
    _ body: @Sendable (inout ObjectStorageStateMachine) throws(E) -> R
  ) throws(E) -> R {
    defer {
      let changes = state.takeChanges()
      if !changes.isEmpty { watches.raise(changes) }
    }
    return try body(&state)
  }

  /// Runs `body` on the current state, which it must not keep: what it returns should be small, or share its storage in
  /// chunks as ``SortedObjects`` does. A whole state that somebody holds makes the next write copy its indexes.
  func read<R: Sendable, E: Error>(
    _ body: @Sendable (ObjectStorageStateMachine) throws(E) -> R
  ) throws(E) -> R { try body(state) }

  /// One object, as it is now.
  func object(_ resource: GroupResource, _ key: String) -> StoredObject? { state.object(resource, key) }

  /// The revision of the latest change.
  var revision: Int { state.revision }
}

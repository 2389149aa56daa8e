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

  /// Runs `body` on the current state; it shares the objects, so that it may be long.
  func snapshot() -> ObjectStorageStateMachine { state }
}

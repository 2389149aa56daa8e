import KubernetesCore

extension ThreadSafeStore {
  /// The version of the collection that is in the store, as opposed to on its way to it. Empty at first.
  public nonisolated var resourceVersion: String { progress.value.resourceVersion }

  /// True once a whole list has been taken in.
  public nonisolated var isSynced: Bool { progress.value.isSynced }

  /// Waits until the store has seen a version: read your own writes.
  ///
  /// ```swift
  /// let written = try await pods.update(pod)
  /// try await store.wait(untilObserved: written.metadata.resourceVersion ?? "")
  /// // From here on the store has what was written, or something newer.
  /// ```
  ///
  /// Versions that are no decimal integers cannot be ordered; then this waits for the very version, which may never
  /// come: use a timeout of your own with such servers.
  ///
  /// An empty version is seen at once.
  ///
  /// - Throws: `CancellationError`, or ``StoreError/notFed`` if the store's informer does not run or ends meanwhile.
  public nonisolated func wait(untilObserved version: String) async throws {
    if version.isEmpty { return }
    let wanted = ResourceVersion(version)
    let reached = try await progress.wait { progress in
      if !progress.isFed { return true }
      let order = ResourceVersion(progress.resourceVersion).order(relativeTo: wanted)
      return order == .newer || order == .same
    }
    let order = ResourceVersion(reached.resourceVersion).order(relativeTo: wanted)
    guard order == .newer || order == .same else { throw StoreError.notFed }
  }

  /// Says whether anybody fills the store. Waiting fails while nobody does.
  nonisolated func setFed(_ isFed: Bool) { progress.update { $0.isFed = isFed } }
}

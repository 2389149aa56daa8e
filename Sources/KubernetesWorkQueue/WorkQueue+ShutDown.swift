public import KubernetesLocks

extension WorkQueue {
  /// Refuses additions from now on.
  ///
  /// What is queued is still handed out; then the workers' loops end.
  ///
  /// Delayed items are dropped. An item that was added again while a worker has it is handed out once more. To stop
  /// without working on what is queued, cancel the workers' tasks as well. Calling this again does nothing. There is no
  /// way back.
  @inlinable
  public nonisolated func shutDown() {
    let (sleepers, callsTimer) = change { state in
      let (waiters, vacated, callsTimer) = state.machine.shutDown()
      for slot in vacated { state.vacate(slot) }
      return (waiters.compactMap { state.sleepers.take($0) }, callsTimer)
    }
    for sleeper in sleepers { sleeper.resume(returning: .released) }
    if callsTimer { callTimer() }
  }

  /// Shuts the queue down and waits until nothing is queued and no worker has an item.
  ///
  /// Needs workers that go on working: without them this does not return until its task is cancelled.
  ///
  /// - Throws: `CancellationError` if the task is cancelled before the end of the work. The queue stays shut down, and
  ///   the workers go on.
  @inlinable
  public nonisolated(nonsending) func shutDownWithDrain() async throws {
    shutDown()
    let waiter = state.withLock { $0.machine.makeWaiter() }
    _ = await withTaskCancellationHandler {
      await withUnsafeContinuation { (sleeper: WorkQueueSleeper) in
        let parks = state.withLock { state in
          guard !Task.isCancelled, state.machine.awaitDrain() else { return false }
          state.drainers.append(sleeper, for: waiter)
          return true
        }
        if !parks { sleeper.resume(returning: .released) }
      }
    } onCancel: {
      state.withLock { $0.drainers.take(waiter) }?.resume(returning: .released)
    }
    // Additions are refused, so what is empty stays empty.
    let isDrained = state.withLock { $0.machine.ready == 0 && $0.machine.processing == 0 }
    if !isDrained { throw CancellationError() }
  }
}

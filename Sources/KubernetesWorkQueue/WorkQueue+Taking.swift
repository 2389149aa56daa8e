public import KubernetesLocks

extension WorkQueue {
  /// Finishes one item and waits for the next: what a worker does between two items, under one lock.
  ///
  /// Use it where `for await item in queue` does not fit.
  ///
  /// - Parameter previous: The item that this worker has finished with, if any. It is finished also when there is no
  ///   next one.
  /// - Returns: The next item, which is this caller's until it is given to `next(finishing:)` or ``done(_:)``, or `nil`
  ///   if the queue is shutting down and nothing is queued, or the task is cancelled.
  @inlinable
  public nonisolated(nonsending) func next(finishing previous: Item? = nil) async -> Item? {
    let visit = visit(finishing: previous)
    return visit.isEmpty ? await sleep().item : visit.item
  }

  /// Finishes items and waits for the next ones: several at a time under one lock.
  ///
  /// Does not wait until there are `count` items: it returns what is ready as soon as something is. Note that all items
  /// of a batch are with this worker until they are finished.
  ///
  /// - Parameters:
  ///   - count: How many items to take at most; at least one.
  ///   - previous: The items that this worker has finished with.
  /// - Returns: The next items, or none if the queue is shutting down and nothing is queued, or the task is cancelled.
  @inlinable
  public nonisolated(nonsending) func nextBatch(upTo count: Int, finishing previous: [Item] = []) async -> [Item] {
    done(contentsOf: previous)
    return await nextBatch(upTo: count, finishing: []).items
  }

  /// Says that the worker that was handed an item has finished with it.
  ///
  /// Needed only after `next()` and `nextBatch(upTo:)`; a loop over the queue does it. If the item was added in the
  /// meantime it is queued now. Does nothing if the item is not with a worker.
  @inlinable
  public nonisolated func done(_ item: Item) {
    if change({ state in state.finishIfRecent(item) }) { return }
    let tag = SlotTable.tag(of: item)
    change { state in state.finish(item, tag: tag) }
  }

  /// Says that the worker that was handed items has finished with them.
  ///
  /// See ``done(_:)``.
  @inlinable
  public nonisolated func done(contentsOf items: some Sequence<Item>) {
    let tagged = items.map { (item: $0, tag: SlotTable.tag(of: $0)) }
    if tagged.isEmpty { return }
    change { state in
      for (item, tag) in tagged { state.finish(item, tag: tag) }
    }
  }

  /// Finishes an item and takes the next one, if there is one now.
  ///
  /// Not part of `next(finishing:)`: what is inlined into an asynchronous function costs more there.
  @inlinable
  @inline(never)
  nonisolated func visit(finishing previous: Item?) -> State.Visit {
    let isCancelled = Task.isCancelled
    guard let previous else { return change { state in isCancelled ? .ended : state.take() } }
    let visit: State.Visit? = change { state in
      if !state.finishIfRecent(previous) { return nil }
      return isCancelled ? .ended : state.take()
    }
    if let visit { return visit }
    let tag = SlotTable.tag(of: previous)
    return change { state in
      state.finish(previous, tag: tag)
      return isCancelled ? .ended : state.take()
    }
  }

  // MARK: With leases

  /// Finishes hand-outs, unless that has been done already.
  @inlinable
  package nonisolated func finish(_ leases: some Collection<WorkQueueStateMachine.Lease>) {
    if leases.isEmpty { return }
    change { state in
      for lease in leases { state.finish(lease) }
    }
  }

  /// Finishes a hand-out and takes the next item, if there is one now; otherwise ``sleep()`` waits for one.
  ///
  /// - Parameter isCancelled: Whether the worker is to go. Asking its task costs two atomic operations; who has a
  ///   cancellation handler around many visits knows for less.
  @inlinable
  @inline(never)
  package nonisolated func visit(
    finishing lease: WorkQueueStateMachine.Lease, isCancelled: Bool
  ) -> WorkQueueState<Item>.Visit {
    change { state in
      state.finish(lease)
      return isCancelled ? .ended : state.take()
    }
  }

  /// The item of a hand-out that has not been finished.
  @inlinable
  package nonisolated func item(of lease: WorkQueueStateMachine.Lease) -> Item? {
    state.withLock { $0.machine.isCurrent(lease) ? $0.table[lease.slot] : nil }
  }

  /// Finishes hand-outs and waits for the next ones.
  @inlinable
  nonisolated(nonsending) func nextBatch(
    upTo count: Int, finishing leases: [State.Machine.Lease]
  ) async -> State.Batch {
    let isCancelled = Task.isCancelled
    let (batch, isEmpty) = change { state in
      for lease in leases { state.finish(lease) }
      if isCancelled { return (State.Batch(), false) }
      let first = state.take()
      return (state.takeMore(after: first, upTo: count), first.isEmpty)
    }
    if !isEmpty { return batch }
    // The first is waited for; what else is ready by then comes with it.
    let first = await sleep()
    return change { state in state.takeMore(after: first, upTo: count) }
  }

  // MARK: Sleeping

  /// Waits until there is an item for this worker, or none can come any more.
  @inlinable
  package nonisolated(nonsending) func sleep() async -> WorkQueueState<Item>.Visit {
    while true {
      let visit = arrive(called: await park() == .called)
      if !visit.isEmpty { return visit }
    }
  }

  /// Takes an item for a worker that has waited.
  ///
  /// One that was called must arrive even if only to leave: then another is called in its place.
  @inlinable
  nonisolated func arrive(called: Bool) -> State.Visit {
    let isCancelled = Task.isCancelled
    return change { state in
      if called { state.machine.arrive() }
      return isCancelled ? .ended : state.take()
    }
  }

  /// Sleeps until something is ready, the queue shuts down or the task is cancelled; or not at all if that is so now.
  ///
  /// Only here is a cancellation handler entered: a worker that finds something does not pay for it.
  @inlinable
  nonisolated(nonsending) func park() async -> WakeReason {
    let waiter = state.withLock { $0.machine.makeWaiter() }
    return await withTaskCancellationHandler {
      await withUnsafeContinuation { (sleeper: WorkQueueSleeper) in
        let parks = state.withLock { state in
          // The flag of a cancelled task is set before its handler runs: either it is seen here, or the handler comes
          // later and finds the waiter parked.
          guard !Task.isCancelled, state.machine.park(waiter) else { return false }
          state.sleepers.append(sleeper, for: waiter)
          return true
        }
        if !parks { sleeper.resume(returning: .released) }
      }
    } onCancel: {
      state.withLock { $0.machine.unpark(waiter) ? $0.sleepers.take(waiter) : nil }?
        .resume(returning: .released)
    }
  }
}

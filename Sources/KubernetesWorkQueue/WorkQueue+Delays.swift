internal import KubernetesLocks

extension WorkQueue {
  /// Adds an item that is to be worked on later.
  ///
  /// An item is pending once at most, and the earliest time wins: a later addition never postpones an earlier one. So
  /// this does nothing if the item is queued, or was added while a worker has it (it will be handed out sooner than
  /// asked), or is delayed until an earlier time. ``add(_:priority:)`` in turn drops a pending delay. (client-go lets
  /// both happen: the item comes now and once more at its time. controller-runtime does as this queue does.)
  ///
  /// Delays end on a whole millisecond, never early, and as late as the sleep of the clock is, up to 1 ms of tolerance
  /// included. They cost the same however many there are. When the queue shuts down they are dropped.
  ///
  /// Synchronous; safe from any task or thread.
  ///
  /// - Parameters:
  ///   - item: What to work on.
  ///   - delay: How long to wait. If it is not positive the item is added now.
  ///   - priority: How urgent it is. `nil` is the priority with which a worker has got the item, or the standard one if
  ///     none has: what a retry wants.
  /// - Returns: `false` if the queue is shutting down and has refused the item.
  @inlinable
  @discardableResult
  public nonisolated func add(_ item: Item, after delay: Duration, priority: WorkQueuePriority? = nil) -> Bool {
    meter?.retried()
    let tag = SlotTable.tag(of: item)
    let due = delay > .zero ? clock.tick(after: delay) : nil
    let (isAccepted, callsTimer) = change { state in
      if state.machine.isShuttingDown { return (false, false) }
      guard let due else {
        let priority = priority ?? state.priorityInProgress(of: item, tag: tag) ?? .standard
        state.add(item, tag: tag, priority: priority)
        return (true, false)
      }
      let slot = state.table.insert(item, tag: tag)
      return (true, state.machine.add(slot, due: due, priority: priority?.rawValue))
    }
    if callsTimer { callTimer() }
    return isAccepted
  }

  /// Adds an item that is to be tried again: later, as the queue's limiter says.
  ///
  /// Call ``forget(_:)`` when the item has at last succeeded, or has been given up: only that resets its count of
  /// failures and frees what the limiter keeps of it. Finishing an item does not.
  ///
  /// - Parameters:
  ///   - item: What to work on.
  ///   - priority: As in ``add(_:after:priority:)``.
  /// - Returns: The delay the limiter has chosen, or `nil` if the queue is shutting down and has refused the item. The
  ///   item may come sooner, because it is pending anyway.
  @inlinable
  @discardableResult
  public nonisolated func addRateLimited(_ item: Item, priority: WorkQueuePriority? = nil) -> Duration? {
    let delay = limiter.delay(item, .nanoseconds(clock.now()))
    return add(item, after: delay, priority: priority) ? delay : nil
  }

  /// Resets the limiter's count of failures of an item.
  ///
  /// Does nothing to the item in the queue.
  @inlinable
  public nonisolated func forget(_ item: Item) {
    limiter.forget(item)
  }

  /// How often an item was tried again since it was last forgotten.
  @inlinable
  public nonisolated func requeues(of item: Item) -> Int {
    limiter.requeues(item)
  }

  // MARK: The timer

  /// Sends for the timer, from outside of the actor.
  ///
  /// At most one such call is on its way.
  @usableFromInline
  nonisolated func callTimer() {
    Task { await self.restartTimer() }
  }

  /// Starts the timer anew: something is due before it would look.
  private func restartTimer() {
    timer?.cancel()
    timer = Task { [weak self, clock] in
      while !Task.isCancelled, let tick = await self?.expireDelays() {
        try? await clock.sleep(untilTick: tick)
      }
    }
  }

  /// Queues what is due.
  ///
  /// - Returns: The tick at which there is more to do, or `nil` if nothing is delayed.
  private func expireDelays() -> Int64? {
    while true {
      let (inbox, isLittered, isShuttingDown) = state.withLock { state in
        let isLittered = state.machine.delays.isLittered
        return (state.machine.openInbox(), isLittered, state.machine.isShuttingDown)
      }
      if isShuttingDown {
        wheel.removeAll()
        return nil
      }
      for entry in inbox { wheel.insert(entry) }
      if isLittered { clearLitter() }

      var due: [TimerWheel.Entry] = []
      wheel.advance(to: clock.tick) { due.append($0) }
      queue(due)

      let next = wheel.next
      if state.withLock({ $0.machine.arm(at: next) }) { return next }
    }
  }

  /// Queues entries that have expired, in pieces, so that others get the lock in between.
  private func queue(_ due: [TimerWheel.Entry]) {
    for start in stride(from: 0, to: due.count, by: 256) {
      change { state in
        for entry in due[start..<Swift.min(start + 256, due.count)] where state.machine.expire(entry) {
          state.times?.added(entry.slot)
        }
      }
    }
  }

  /// Drops the entries of the wheel whose items were queued earlier than they say.
  private func clearLitter() {
    state.withLock { state in
      let before = wheel.count
      wheel.filter { state.machine.isWanted($0) }
      state.machine.delays.stale -= before - wheel.count
    }
  }
}

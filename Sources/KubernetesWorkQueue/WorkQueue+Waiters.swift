/// Workers that wait for something to be ready.
@usableFromInline
struct WaiterBook: Sendable {
  /// Parked workers.
  ///
  /// The one that parked last is woken first: its stack is still in the cache.
  @usableFromInline var parked: [WorkQueueStateMachine.WaiterID] = []
  /// How many workers are on their way: they have been woken for the queue and have not arrived yet.
  var called = 0
  /// Whether someone waits until nothing is queued and nothing processed.
  var awaitsDrain = false
  var lastID: WorkQueueStateMachine.WaiterID = 0
}

extension WorkQueueStateMachine {
  /// A number for a waiter that is about to park.
  @usableFromInline
  mutating func makeWaiter() -> WaiterID {
    waiters.lastID &+= 1
    return waiters.lastID
  }

  /// A worker that found nothing wants to sleep.
  ///
  /// If this returns `false` it must look again instead.
  @usableFromInline
  mutating func park(_ waiter: WaiterID) -> Bool {
    if ready > 0 || isShuttingDown { return false }
    waiters.parked.append(waiter)
    return true
  }

  /// A worker does not want to wait any longer.
  ///
  /// `true` if it was parked: then it must be resumed.
  @usableFromInline
  mutating func unpark(_ waiter: WaiterID) -> Bool {
    guard let index = waiters.parked.lastIndex(of: waiter) else { return false }
    waiters.parked.remove(at: index)
    return true
  }

  /// A worker that was on its way is back, whether it takes something or not.
  @usableFromInline
  mutating func arrive() {
    waiters.called -= 1
  }

  /// Who must be told of what has changed.
  ///
  /// To be called at the end of every critical section that changes anything, and again after each worker that it names:
  /// it names one at a time.
  ///
  /// As many workers are on their way as items are ready, as far as there are workers that sleep. One for all would do if
  /// it were sure to come at once and call the next; but its executor may be busy, and then the others, whose executors
  /// are idle, would sleep beside work.
  @inlinable
  @inline(__always)
  mutating func settle() -> Action {
    let isSettled = ready > 0 ? waiters.parked.isEmpty : !isShuttingDown
    return isSettled ? .none : nextAction()
  }

  @usableFromInline
  mutating func nextAction() -> Action {
    if ready > 0 {
      if ready > waiters.called, let waiter = waiters.parked.popLast() {
        waiters.called += 1
        return .wake(waiter)
      }
    } else if isShuttingDown, processing == 0, waiters.awaitsDrain {
      waiters.awaitsDrain = false
      return .drained
    }
    return .none
  }

  // MARK: Shutting down

  /// Refuses additions from now on, and forgets what is delayed.
  ///
  /// - Returns: The workers that must be resumed, the slots that are not in use any more, and whether the timer must be
  ///   called to stop.
  @usableFromInline
  mutating func shutDown() -> (waiters: [WaiterID], vacated: [Slot], callsTimer: Bool) {
    guard !isShuttingDown else { return ([], [], false) }
    isShuttingDown = true
    var vacated: [Slot] = []
    if delays.count > 0 {
      for index in 0..<states.count where states[index].isDelayed {
        states[index].flags &= ~State.delayed
        delays.cancelOne()
        if states[index].flags == 0 { vacated.append(Slot(index)) }
      }
    }
    defer { waiters.parked = [] }
    return (waiters.parked, vacated, delays.armed != .max)
  }

  /// Someone wants to wait for the end of all work.
  ///
  /// If this returns `false` it has come already.
  @usableFromInline
  mutating func awaitDrain() -> Bool {
    if ready == 0, processing == 0 { return false }
    waiters.awaitsDrain = true
    return true
  }
}

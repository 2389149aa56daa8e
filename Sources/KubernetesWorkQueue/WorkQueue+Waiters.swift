/// Workers that wait for something to be ready.
@usableFromInline
struct WaiterBook: Sendable {
  /// Parked workers.
  ///
  /// The one that parked last is woken first: its stack is still in the cache.
  @usableFromInline var parked: [WorkQueueStateMachine.WaiterID] = []
  /// Whether a worker is on its way: it has been woken for the queue and has not arrived yet.
  var isWaking = false
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

  /// The worker that was on its way is back, whether it takes something or not.
  @usableFromInline
  mutating func arrive() {
    waiters.isWaking = false
  }

  /// Who must be told of what has changed.
  ///
  /// To be called at the end of every critical section that changes anything.
  ///
  /// Workers are woken one after the other, each by the one before it when it has arrived and leaves something: a burst
  /// of additions to a queue whose workers are quick costs one wake-up, and a worker is on its way whenever something
  /// is ready and another worker sleeps.
  @inlinable
  @inline(__always)
  mutating func settle() -> Action {
    let isSettled = ready > 0 ? waiters.parked.isEmpty : !isShuttingDown
    return isSettled ? .none : nextAction()
  }

  @usableFromInline
  mutating func nextAction() -> Action {
    if ready > 0 {
      if !waiters.isWaking, let waiter = waiters.parked.popLast() {
        waiters.isWaking = true
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

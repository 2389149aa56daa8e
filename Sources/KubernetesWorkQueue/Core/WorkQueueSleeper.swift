/// A task that waits for the queue.
///
/// Not a checked one, which costs an allocation for each wait. Who resumes a sleeper has taken it out of ``SleeperBook``,
/// under the lock, so that it is resumed once at most; and it is put in by nobody but `park`, to be taken out by a call, the
/// shutdown or the cancellation of its task, whichever is first.
@usableFromInline
typealias WorkQueueSleeper = UnsafeContinuation<WakeReason, Never>

/// Why a task that waited for the queue runs again.
@usableFromInline
enum WakeReason: Sendable {
  /// It was woken because something is ready, and has to report its arrival.
  case called
  /// It is to look for itself: it did not sleep at all, or the queue shuts down, or it was cancelled.
  case released
}

/// Tasks that wait, in the order in which they have begun to.
@usableFromInline
struct SleeperBook: Sendable {
  private struct Entry: Sendable {
    var waiter: WorkQueueStateMachine.WaiterID
    var sleeper: WorkQueueSleeper
  }

  private var entries: ContiguousArray<Entry> = []

  @usableFromInline
  init() {}

  /// A task has begun to wait.
  @usableFromInline
  mutating func append(_ sleeper: WorkQueueSleeper, for waiter: WorkQueueStateMachine.WaiterID) {
    entries.append(Entry(waiter: waiter, sleeper: sleeper))
  }

  /// Hands over a task to whoever resumes it; nil if it has been taken already.
  ///
  /// Looks at the last one first, which is the one that is called first. There are no more than there are workers.
  @usableFromInline
  mutating func take(_ waiter: WorkQueueStateMachine.WaiterID) -> WorkQueueSleeper? {
    guard let index = entries.lastIndex(where: { $0.waiter == waiter }) else { return nil }
    return entries.remove(at: index).sleeper
  }

  /// Hands over all tasks.
  @usableFromInline
  mutating func takeAll() -> [WorkQueueSleeper] {
    defer { entries = [] }
    return entries.map(\.sleeper)
  }
}

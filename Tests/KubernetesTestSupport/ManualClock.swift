internal import KubernetesLocks

/// A clock that stands still until a test moves it.
public final class ManualClock: Clock, Sendable {
  /// A point in time, counted from the clock's making.
  public struct Instant: InstantProtocol {
    /// The time since the making.
    public var offset: Duration

    /// The point at a time after the making.
    public init(offset: Duration) { self.offset = offset }
    /// A later point.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    /// The time up to another point.
    public func duration(to other: Instant) -> Duration { other.offset - offset }
    /// Compares by time.
    public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private struct Sleeper {
    var deadline: Instant
    var continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var now = Instant(offset: .zero)
    var lastID = 0
    var sleepers: [Int: Sleeper] = [:]
    /// Those who wait for others to sleep, or to wake up.
    var watchers: [(goal: Goal, continuation: CheckedContinuation<Void, Never>)] = []

    var firstDeadline: Instant? { sleepers.values.map(\.deadline).min() }

    /// Takes out the watchers that have seen what they wait for.
    mutating func satisfied() -> [CheckedContinuation<Void, Never>] {
      if watchers.isEmpty { return [] }
      let first = firstDeadline
      let index = watchers.partition { watcher in
        switch watcher.goal {
        case .deadline(let deadline): first.map { $0 <= deadline } ?? false
        case .sleepers(let count): sleepers.count >= count
        case .nobody: sleepers.isEmpty
        }
      }
      defer { watchers.removeSubrange(index...) }
      return watchers[index...].map(\.continuation)
    }
  }

  private enum Goal { case deadline(Instant), sleepers(Int), nobody }

  private let state = Lock(State())

  /// A clock that shows zero.
  public init() {}

  /// The present point.
  public var now: Instant { state.withLock { $0.now } }
  /// A nanosecond.
  public var minimumResolution: Duration { .nanoseconds(1) }

  /// Waits until the clock has been moved there.
  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        let resumed = state.withLock { state in
          if Task.isCancelled || deadline <= state.now { return [continuation] }
          state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
          return state.satisfied()
        }
        for continuation in resumed { continuation.resume() }
      }
    } onCancel: {
      let resumed = state.withLock { state in
        let sleeper = state.sleepers.removeValue(forKey: id)
        return (sleeper.map { [$0.continuation] } ?? []) + state.satisfied()
      }
      for continuation in resumed { continuation.resume() }
    }
    try Task.checkCancellation()
  }

  /// When the first of those who sleep wants to wake up; nil if nobody sleeps.
  public var nextDeadline: Instant? { state.withLock { $0.firstDeadline } }

  /// How many sleep.
  public var sleeperCount: Int { state.withLock { $0.sleepers.count } }

  /// Moves the time, and wakes who has slept long enough: the earliest first, of equals the one who came first.
  public func advance(by duration: Duration) {
    let resumed = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      let woken = due.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }
      return woken.map(\.value.continuation) + state.satisfied()
    }
    for continuation in resumed { continuation.resume() }
  }

  /// Waits until someone sleeps who will wake no later than a time, counted from the clock's start.
  public func sleeper(by offset: Duration) async {
    await watch(.deadline(Instant(offset: offset)))
  }

  /// Waits until at least so many sleep.
  public func sleepers(_ count: Int = 1) async {
    await watch(.sleepers(count))
  }

  /// Waits until nobody sleeps.
  public func noSleepers() async {
    await watch(.nobody)
  }

  private func watch(_ goal: Goal) async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let resumed = state.withLock { state in
        state.watchers.append((goal, continuation))
        return state.satisfied()
      }
      for continuation in resumed { continuation.resume() }
    }
  }
}

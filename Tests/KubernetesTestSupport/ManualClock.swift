internal import KubernetesLocks

/// A clock that stands still until a test moves it.
public final class ManualClock: Clock, Sendable {
  /// A point in time, counted from the clock's making.
  public struct Instant: InstantProtocol {
    /// The time since the making.
    public var offset: Duration

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
    /// Those who wait until the number of sleepers is right.
    var watchers: [(deadline: Instant?, continuation: CheckedContinuation<Void, Never>)] = []

    /// Takes out the watchers that have seen what they wait for.
    mutating func satisfied() -> [CheckedContinuation<Void, Never>] {
      let first = sleepers.values.map(\.deadline).min()
      let index = watchers.partition { watcher in
        guard let deadline = watcher.deadline else { return first == nil }
        return first.map { $0 <= deadline } ?? false
      }
      defer { watchers.removeSubrange(index...) }
      return watchers[index...].map(\.continuation)
    }
  }

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

  /// Moves the time, and wakes who has slept long enough.
  public func advance(by duration: Duration) {
    let resumed = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return due.sorted { $0.value.deadline < $1.value.deadline }.map(\.value.continuation) + state.satisfied()
    }
    for continuation in resumed { continuation.resume() }
  }

  /// Waits until someone sleeps who will wake no later than a time, counted from the clock's start.
  public func sleeper(by offset: Duration) async {
    await watch(Instant(offset: offset))
  }

  /// Waits until nobody sleeps.
  public func noSleepers() async {
    await watch(nil)
  }

  private func watch(_ deadline: Instant?) async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let resumed = state.withLock { state in
        state.watchers.append((deadline, continuation))
        return state.satisfied()
      }
      for continuation in resumed { continuation.resume() }
    }
  }
}

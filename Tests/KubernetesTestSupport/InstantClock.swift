internal import KubernetesLocks

/// A clock on which sleeping takes no time: it moves to the deadline at once and remembers how long it would have been.
public final class InstantClock: Clock {
  /// A point in time, counted from the clock's making.
  public struct Instant: InstantProtocol {
    var offset: Duration
    /// A later point.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    /// The time up to another point.
    public func duration(to other: Instant) -> Duration { other.offset - offset }
    /// Compares by time.
    public static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
  }

  private let state = Lock<(now: Instant, sleeps: [Duration])>((Instant(offset: .zero), []))

  /// A clock that shows zero.
  public init() {}

  /// The present point.
  public var now: Instant { state.withLock { $0.now } }
  /// A nanosecond.
  public var minimumResolution: Duration { .nanoseconds(1) }
  /// Every sleep so far.
  public var sleeps: [Duration] { state.withLock { $0.sleeps } }

  /// Moves to the deadline at once.
  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    state.withLock { state in
      state.sleeps.append(state.now.duration(to: deadline))
      state.now = max(state.now, deadline)
    }
  }
}

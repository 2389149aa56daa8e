internal import KubernetesLocks

/// A clock of any kind, read as nanoseconds since the queue was made.
@usableFromInline
struct QueueClock: Sendable {
  /// Nanoseconds since the queue was made.
  @usableFromInline let now: @Sendable () -> Int64
  /// Sleeps until a time in nanoseconds, a millisecond longer at most; throws when cancelled.
  let sleep: @Sendable (Int64) async throws -> Void

  @usableFromInline
  init<C: Clock>(_ clock: C) where C.Duration == Duration {
    let start = clock.now
    now = { start.duration(to: clock.now).clampedNanoseconds }
    sleep = { time in
      try await clock.sleep(
        until: start.advanced(by: .nanoseconds(time)), tolerance: .milliseconds(1), inPiecesOf: C.longestSleep)
    }
  }

  static var nanosecondsPerTick: Int64 { 1_000_000 }

  /// The last tick that has begun.
  ///
  /// Ticks are milliseconds.
  var tick: Int64 { now() / Self.nanosecondsPerTick }

  /// The first tick at which a delay, counted from now, has gone by.
  @usableFromInline
  func tick(after delay: Duration) -> Int64 {
    let (time, overflow) = now().addingReportingOverflow(delay.clampedNanoseconds)
    // The end of 64 bits is 292 years from now.
    if overflow { return .max / Self.nanosecondsPerTick }
    return time / Self.nanosecondsPerTick + (time % Self.nanosecondsPerTick > 0 ? 1 : 0)
  }

  /// Sleeps until a tick has begun.
  func sleep(untilTick tick: Int64) async throws {
    let (time, overflow) = tick.multipliedReportingOverflow(by: Self.nanosecondsPerTick)
    try await sleep(overflow ? .max : time)
  }
}

extension Duration {
  /// The nanoseconds of the duration, rounded down, or the nearest number that fits: 292 years either way.
  var clampedNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflow2) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    if overflow || overflow2 { return seconds < 0 ? .min : .max }
    return sum
  }
}

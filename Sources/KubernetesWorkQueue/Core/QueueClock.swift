/// A clock of any kind, read as nanoseconds since the queue was made.
@usableFromInline
struct QueueClock: Sendable {
  /// Nanoseconds since the queue was made.
  @usableFromInline let now: @Sendable () -> Int64
  /// Sleeps until a time in nanoseconds, a millisecond longer at most; throws when cancelled.
  let sleep: @Sendable (Int64) async throws -> Void

  @usableFromInline
  init<C: Clock>(_ clock: C) where C.Duration == Duration {
    let isOfSwift = C.self == ContinuousClock.self || C.self == SuspendingClock.self
    self.init(clock, longestSleep: isOfSwift ? Self.longestSleep : .max)
  }

  /// - Parameter longestSleep: How long the clock is asked to sleep at a time, in nanoseconds.
  init<C: Clock>(_ clock: C, longestSleep: Int64) where C.Duration == Duration {
    let start = clock.now
    now = { start.duration(to: clock.now).clampedNanoseconds }
    sleep = { time in
      repeat {
        let now = max(0, start.duration(to: clock.now).clampedNanoseconds)
        let end = time - now > longestSleep ? now + longestSleep : time
        try await clock.sleep(until: start.advanced(by: .nanoseconds(end)), tolerance: .milliseconds(1))
      } while start.duration(to: clock.now).clampedNanoseconds < time
    }
  }

  /// How long one sleep of a clock of Swift may be, in nanoseconds: ten seconds.
  ///
  /// A sleep that is cancelled stays among the timers of Swift's runtime until its time has come, with 500 bytes
  /// (measured with 6.3.1 on Linux). A queue in which something waits for hours, and that is told of something due
  /// sooner again and again, would collect them.
  static var longestSleep: Int64 { 10_000_000_000 }

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

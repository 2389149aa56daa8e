/// A clock, freed of its type: times are durations since the time source was made.
package struct TimeSource: Sendable {
  /// The time.
  package let now: @Sendable () -> Duration
  /// Waits for a time.
  package let sleep: @Sendable (_ until: Duration) async throws -> Void

  /// How long one sleep of a clock of Swift may be.
  ///
  /// A sleep that is cancelled stays among the timers of Swift's runtime until its time has come, with 500 bytes
  /// (measured with 6.3.1 on Linux). In pieces that is ten seconds, where it could be hours.
  package static let longestSleep = Duration.seconds(10)

  package init<C: Clock>(_ clock: C) where C.Duration == Duration {
    let isOfSwift = C.self == ContinuousClock.self || C.self == SuspendingClock.self
    self.init(clock, longestSleep: isOfSwift ? Self.longestSleep : nil)
  }

  /// - Parameter longestSleep: How long the clock is asked to sleep at a time; nil for any time.
  init<C: Clock>(_ clock: C, longestSleep: Duration?) where C.Duration == Duration {
    let origin = clock.now
    now = { origin.duration(to: clock.now) }
    sleep = { deadline in
      repeat {
        let end = longestSleep.map { min(deadline, origin.duration(to: clock.now) + $0) } ?? deadline
        try await clock.sleep(until: origin.advanced(by: end), tolerance: nil)
      } while origin.duration(to: clock.now) < deadline
    }
  }
}

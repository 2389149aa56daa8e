/// A clock, freed of its type: times are durations since the time source was made.
package struct TimeSource: Sendable {
  /// The time.
  package let now: @Sendable () -> Duration
  /// Waits for a time, in pieces of ``longestSleep``.
  package let sleep: @Sendable (_ until: Duration) async throws -> Void

  /// How long one sleep of the clock may be.
  ///
  /// A sleep that is cancelled stays among the timers of Swift's runtime until its time has come, with 500 bytes
  /// (measured with 6.3.1 on Linux). In pieces that is ten seconds, where it could be hours.
  package static let longestSleep = Duration.seconds(10)

  package init<C: Clock>(_ clock: C) where C.Duration == Duration {
    let origin = clock.now
    now = { origin.duration(to: clock.now) }
    sleep = { deadline in
      repeat {
        let piece = min(deadline, origin.duration(to: clock.now) + Self.longestSleep)
        try await clock.sleep(until: origin.advanced(by: piece), tolerance: nil)
      } while origin.duration(to: clock.now) < deadline
    }
  }
}

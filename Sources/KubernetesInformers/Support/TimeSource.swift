/// A clock, freed of its type: times are durations since the time source was made.
package struct TimeSource: Sendable {
  /// The time.
  package let now: @Sendable () -> Duration
  /// Waits for a time.
  package let sleep: @Sendable (_ until: Duration) async throws -> Void

  package init<C: Clock>(_ clock: C) where C.Duration == Duration {
    let origin = clock.now
    now = { origin.duration(to: clock.now) }
    sleep = { try await clock.sleep(until: origin.advanced(by: $0), tolerance: nil) }
  }
}

extension Clock where Duration == Swift.Duration {
  /// How long one sleep should be: ten seconds for a clock of Swift, any time for others.
  ///
  /// A sleep that is cancelled stays among the timers of Swift's runtime until its time has come, with 500 bytes (measured
  /// with 6.3.1 on Linux). Whoever sleeps for hours, and is told of something sooner again and again, would collect them.
  package static var longestSleep: Duration? {
    Self.self == ContinuousClock.self || Self.self == SuspendingClock.self ? .seconds(10) : nil
  }

  /// Sleeps until a time, in pieces; nil is in one.
  package func sleep(until deadline: Instant, tolerance: Duration?, inPiecesOf piece: Duration?) async throws {
    repeat {
      let end = piece.map { min(deadline, now.advanced(by: $0)) } ?? deadline
      try await sleep(until: end, tolerance: tolerance)
    } while now < deadline
  }
}

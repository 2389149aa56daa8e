internal import KubernetesLocks

/// A clock, freed of its type: times are durations since the time source was made.
package struct TimeSource: Sendable {
  /// The time.
  package let now: @Sendable () -> Duration
  /// Waits for a time.
  package let sleep: @Sendable (_ until: Duration) async throws -> Void

  package init<C: Clock>(_ clock: C) where C.Duration == Duration {
    let origin = clock.now
    now = { origin.duration(to: clock.now) }
    sleep = {
      try await clock.sleep(until: origin.advanced(by: $0), tolerance: nil, inPiecesOf: C.longestSleep)
    }
  }

  /// What `body` gives, unless the time comes first: then `body` is cancelled, and `late` decides.
  ///
  /// Returns when `body` has ended.
  package func within<Result: Sendable>(
    _ deadline: Duration, _ body: @escaping @Sendable () async throws -> Result,
    late: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await sleep(deadline)
        return try late()
      }
      defer { group.cancelAll() }
      // There are two.
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }
}

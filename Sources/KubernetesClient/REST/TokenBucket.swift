/// A token bucket as arithmetic on the times of calls (the "virtual scheduling" form of GCRA): no timer, no refill.
struct TokenBucket: Sendable {
  private let interval: Duration
  private let burst: Duration
  /// When the bucket would be full again, counted from the clock's start.
  private var full: Duration = .zero

  /// - Parameters:
  ///   - perSecond: The sustained rate; more than 0.
  ///   - burst: How many calls may come at once; at least 1.
  init(perSecond: Double, burst: Int) {
    interval = .seconds(1 / perSecond)
    self.burst = interval * max(1, burst)
  }

  /// Takes a token at `now`; returns how long its owner has to wait.
  mutating func take(at now: Duration) -> Duration {
    let start = max(full, now)
    full = start + interval
    let wait = full - burst - now
    return max(.zero, wait)
  }
}

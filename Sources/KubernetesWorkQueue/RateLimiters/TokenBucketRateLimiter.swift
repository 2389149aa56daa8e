/// Lets all items together through at a rate, after a burst.
///
/// A bucket of tokens: each try takes one, and waits for it if there is none. Implemented as the generic cell rate
/// algorithm, which is the same with one number for its state. Forgetting an item gives nothing back.
public struct TokenBucketRateLimiter<Item: Hashable & Sendable>: RateLimiter {
  /// The time in which one token comes in.
  public let interval: Duration
  /// How many tokens there are at most.
  public let burst: Int

  /// When the bucket will be full again.
  @usableFromInline var full: Duration?

  /// Makes a limiter with a full bucket.
  ///
  /// - Parameters:
  ///   - perSecond: How many tokens come in each second: 10, as in client-go's default for controllers. Less than one in
  ///     a century, and what is not a number, counts as one in a century; more than 10⁹ as 10⁹.
  ///   - burst: How many tokens there are at most: 100, as there. At least one.
  @inlinable
  public init(perSecond: Double = 10, burst: Int = 100) {
    let century = 3.2e9
    self.init(interval: .seconds(perSecond > 0 ? min(max(1 / perSecond, 1e-9), century) : century), burst: burst)
  }

  /// Makes a limiter with a full bucket.
  ///
  /// - Parameters:
  ///   - interval: The time in which one token comes in. 1 ns at least, and a century at most.
  ///   - burst: How many tokens there are at most. At least one, and at most 2³¹ − 1.
  @inlinable
  public init(interval: Duration, burst: Int) {
    // Within these limits no sum of times can overflow.
    self.interval = min(max(interval, .nanoseconds(1)), .seconds(3_200_000_000))
    self.burst = min(max(burst, 1), Int(Int32.max))
  }

  /// Counts a try of an item, and says how long to wait before it.
  @inlinable
  public mutating func delay(for item: Item, at time: Duration) -> Duration {
    // With an empty bucket `full` is `burst` intervals ahead; a token is there when it is less than that.
    let start = max(full ?? time, time)
    let next = start + interval
    full = next
    return max(next - time - interval * burst, .zero)
  }

  /// Does nothing: the bucket does not know items.
  @inlinable
  public mutating func forget(_ item: Item) {}

  /// 0: the bucket does not know items.
  @inlinable
  public func requeues(of item: Item) -> Int { 0 }
}

extension RateLimiter {
  /// Lets all items together through at a rate, after a burst.
  ///
  /// See ``TokenBucketRateLimiter``.
  @inlinable
  public static func tokenBucket<Item>(
    perSecond: Double = 10, burst: Int = 100
  ) -> Self where Self == TokenBucketRateLimiter<Item> {
    TokenBucketRateLimiter(perSecond: perSecond, burst: burst)
  }
}

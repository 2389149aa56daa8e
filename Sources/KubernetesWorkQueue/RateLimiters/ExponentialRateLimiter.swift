/// Doubles the delay of an item with every try.
///
/// The delay of the first retry is `base`, of the second twice that, and so on up to `maximum`. Items do not influence
/// each other. Keeps a count for each item until it is forgotten.
public struct ExponentialRateLimiter<Item: Hashable & Sendable>: RateLimiter {
  /// The delay of the first retry.
  public let base: Duration
  /// The longest delay.
  public let maximum: Duration

  @usableFromInline var retries = RetryCounts<Item>()

  /// Makes a limiter.
  ///
  /// - Parameters:
  ///   - base: The delay of the first retry: 5 ms, as client-go's and controller-runtime's controllers have it.
  ///   - maximum: The longest delay: 1,000 s, as they have it.
  @inlinable
  public init(base: Duration = .milliseconds(5), maximum: Duration = .seconds(1_000)) {
    self.base = base
    self.maximum = maximum
  }

  /// Counts a try of an item, and says how long to wait before it.
  @inlinable
  public mutating func delay(for item: Item, at time: Duration) -> Duration {
    let tries = retries.increment(item)
    // The quotient is below 2^tries, so the product neither passes the maximum nor overflows.
    guard tries < 62, base < maximum / (1 &<< tries) else { return maximum }
    return base * (1 &<< tries)
  }

  /// Resets the count of an item.
  @inlinable
  public mutating func forget(_ item: Item) { retries.remove(item) }

  /// How often an item was tried again since it was last forgotten.
  @inlinable
  public func requeues(of item: Item) -> Int { retries[item] }
}

extension RateLimiter {
  /// Doubles the delay of an item with every try.
  ///
  /// See ``ExponentialRateLimiter``.
  @inlinable
  public static func exponential<Item>(
    base: Duration = .milliseconds(5), maximum: Duration = .seconds(1_000)
  ) -> Self where Self == ExponentialRateLimiter<Item> {
    ExponentialRateLimiter(base: base, maximum: maximum)
  }
}

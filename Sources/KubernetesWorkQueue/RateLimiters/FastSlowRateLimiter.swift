/// Tries an item quickly a few times, and slowly from then on.
public struct FastSlowRateLimiter<Item: Hashable & Sendable>: RateLimiter {
  /// The delay of the first tries.
  public let fast: Duration
  /// The delay of the others.
  public let slow: Duration
  /// How many tries are fast.
  public let fastTries: Int

  @usableFromInline var retries = RetryCounts<Item>()

  /// Makes a limiter.
  @inlinable
  public init(fast: Duration, slow: Duration, fastTries: Int) {
    self.fast = fast
    self.slow = slow
    self.fastTries = fastTries
  }

  /// Counts a try of an item, and says how long to wait before it.
  @inlinable
  public mutating func delay(for item: Item, at time: Duration) -> Duration {
    retries.increment(item) < fastTries ? fast : slow
  }

  /// Resets the count of an item.
  @inlinable
  public mutating func forget(_ item: Item) { retries.remove(item) }

  /// How often an item was tried again since it was last forgotten.
  @inlinable
  public func requeues(of item: Item) -> Int { retries[item] }
}

extension RateLimiter {
  /// Tries an item quickly a few times, and slowly from then on.
  ///
  /// See ``FastSlowRateLimiter``.
  @inlinable
  public static func fastSlow<Item>(
    fast: Duration, slow: Duration, fastTries: Int
  ) -> Self where Self == FastSlowRateLimiter<Item> {
    FastSlowRateLimiter(fast: fast, slow: slow, fastTries: fastTries)
  }
}

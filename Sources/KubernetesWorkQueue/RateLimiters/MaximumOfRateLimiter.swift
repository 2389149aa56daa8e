/// Asks two limiters and waits for the longer of the two delays.
///
/// Both count every try. Combine more of them by nesting.
public struct MaximumOfRateLimiter<First: RateLimiter, Second: RateLimiter>: RateLimiter
where First.Item == Second.Item {
  /// What is limited.
  public typealias Item = First.Item

  @usableFromInline var first: First
  @usableFromInline var second: Second

  /// Makes a limiter of two.
  @inlinable
  public init(_ first: First, _ second: Second) {
    self.first = first
    self.second = second
  }

  /// Counts a try of an item, and says how long to wait before it.
  @inlinable
  public mutating func delay(for item: Item, at time: Duration) -> Duration {
    max(first.delay(for: item, at: time), second.delay(for: item, at: time))
  }

  /// Resets the count of an item.
  @inlinable
  public mutating func forget(_ item: Item) {
    first.forget(item)
    second.forget(item)
  }

  /// The larger of the two counts.
  @inlinable
  public func requeues(of item: Item) -> Int {
    max(first.requeues(of: item), second.requeues(of: item))
  }
}

/// What client-go's controllers retry with: a delay that doubles for each item, and a rate for all of them.
public typealias ControllerRateLimiter<Item: Hashable & Sendable> = MaximumOfRateLimiter<
  ExponentialRateLimiter<Item>, TokenBucketRateLimiter<Item>
>

extension RateLimiter {
  /// Waits for the longer of two delays.
  ///
  /// See ``MaximumOfRateLimiter``.
  @inlinable
  public static func maximum<First, Second>(
    of first: First, _ second: Second
  ) -> Self where Self == MaximumOfRateLimiter<First, Second> {
    MaximumOfRateLimiter(first, second)
  }

  /// What client-go's controllers retry with: 5 ms to 1,000 s for each item, doubling, and 10 retries a second over all
  /// items after a burst of 100.
  @inlinable
  public static func controllerDefault<Item>() -> Self where Self == ControllerRateLimiter<Item> {
    MaximumOfRateLimiter(ExponentialRateLimiter(), TokenBucketRateLimiter())
  }
}

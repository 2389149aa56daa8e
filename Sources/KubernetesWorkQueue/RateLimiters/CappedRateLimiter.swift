/// Bounds the delays of another limiter.
public struct CappedRateLimiter<Base: RateLimiter>: RateLimiter {
  /// What is limited.
  public typealias Item = Base.Item

  /// The longest delay.
  public let maximum: Duration

  @usableFromInline var base: Base

  /// Makes a limiter whose delays are those of another one, but at most a given one.
  @inlinable
  public init(_ base: Base, maximum: Duration) {
    self.base = base
    self.maximum = maximum
  }

  /// Counts a try of an item, and says how long to wait before it.
  @inlinable
  public mutating func delay(for item: Item, at time: Duration) -> Duration {
    min(base.delay(for: item, at: time), maximum)
  }

  /// Resets the count of an item.
  @inlinable
  public mutating func forget(_ item: Item) { base.forget(item) }

  /// How often an item was tried again since it was last forgotten.
  @inlinable
  public func requeues(of item: Item) -> Int { base.requeues(of: item) }
}

extension RateLimiter {
  /// This limiter with its delays bounded.
  ///
  /// See ``CappedRateLimiter``.
  @inlinable
  public func capped(at maximum: Duration) -> CappedRateLimiter<Self> {
    CappedRateLimiter(self, maximum: maximum)
  }
}

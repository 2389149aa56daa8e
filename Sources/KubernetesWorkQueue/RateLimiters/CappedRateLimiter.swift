/// Bounds the delays of another limiter.
public struct CappedRateLimiter<Base: RateLimiter>: RateLimiter {
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

  @inlinable
  public mutating func delay(for item: Item, at time: Duration) -> Duration {
    min(base.delay(for: item, at: time), maximum)
  }

  @inlinable
  public mutating func forget(_ item: Item) { base.forget(item) }

  @inlinable
  public func requeues(of item: Item) -> Int { base.requeues(of: item) }
}

extension RateLimiter {
  /// This limiter with its delays bounded. See ``CappedRateLimiter``.
  @inlinable
  public func capped(at maximum: Duration) -> CappedRateLimiter<Self> {
    CappedRateLimiter(self, maximum: maximum)
  }
}

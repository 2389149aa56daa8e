/// Lengthens the delays of another limiter at random, so that what failed together is not tried again together.
public struct JitteredRateLimiter<Base: RateLimiter, Generator: RandomNumberGenerator & Sendable>: RateLimiter {
  /// What is limited.
  public typealias Item = Base.Item

  /// By how much a delay is lengthened at most, as a part of it: 0.5 makes it up to one and a half times as long.
  public let factor: Double

  @usableFromInline var base: Base
  @usableFromInline var generator: Generator

  /// Makes a limiter whose delays are those of another one times a random number from 1 up to `1 + factor`.
  ///
  /// - Parameters:
  ///   - base: The other limiter.
  ///   - factor: A number from 0 to 100; more is taken for 100, and anything else for 0.
  ///   - generator: Where the randomness comes from.
  @inlinable
  public init(_ base: Base, factor: Double, using generator: Generator) {
    self.base = base
    self.factor = factor > 0 ? min(factor, 100) : 0
    self.generator = generator
  }

  /// Counts a try of an item, and says how long to wait before it.
  @inlinable
  public mutating func delay(for item: Item, at time: Duration) -> Duration {
    let delay = base.delay(for: item, at: time)
    // Jitter makes no difference to a delay of 30 years, but could make it too long for a `Duration`.
    guard delay > .zero, delay < .seconds(1_000_000_000) else { return delay }
    return delay + delay * Double.random(in: 0...factor, using: &generator)
  }

  /// Resets the count of an item.
  @inlinable
  public mutating func forget(_ item: Item) { base.forget(item) }

  /// How often an item was tried again since it was last forgotten.
  @inlinable
  public func requeues(of item: Item) -> Int { base.requeues(of: item) }
}

extension RateLimiter {
  /// This limiter with its delays lengthened at random.
  ///
  /// See ``JitteredRateLimiter``.
  @inlinable
  public func jittered(by factor: Double = 0.5) -> JitteredRateLimiter<Self, SystemRandomNumberGenerator> {
    JitteredRateLimiter(self, factor: factor, using: SystemRandomNumberGenerator())
  }
}

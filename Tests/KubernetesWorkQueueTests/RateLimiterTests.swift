import KubernetesTestSupport
import KubernetesWorkQueue
import Testing

@Suite("Rate limiters")
struct RateLimiterTests {
  @Test("Exponential: doubles for each item from 5 ms up to 1,000 s, as client-go's")
  func exponential() {
    var limiter = ExponentialRateLimiter<String>()
    let milliseconds = [5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 40_960, 81_920]
    for expected in milliseconds { #expect(limiter.delay(for: "a", at: .zero) == .milliseconds(expected)) }
    #expect(limiter.requeues(of: "a") == milliseconds.count)
    for expected in [163_840, 327_680, 655_360, 1_000_000, 1_000_000] {
      #expect(limiter.delay(for: "a", at: .zero) == .milliseconds(expected))
    }
    #expect(limiter.delay(for: "b", at: .zero) == .milliseconds(5))
    limiter.forget("a")
    #expect(limiter.requeues(of: "a") == 0)
    #expect(limiter.delay(for: "a", at: .zero) == .milliseconds(5))
    #expect(limiter.requeues(of: "b") == 1)
  }

  @Test("Exponential: no number of tries and no bounds overflow")
  func exponentialExtremes() {
    var limiter = ExponentialRateLimiter<Int>(base: .nanoseconds(1), maximum: .seconds(Int64.max))
    for _ in 0..<61 { _ = limiter.delay(for: 0, at: .zero) }
    #expect(limiter.delay(for: 0, at: .zero) == .nanoseconds(1 << 61))
    for _ in 0..<100 { #expect(limiter.delay(for: 0, at: .zero) == .seconds(Int64.max)) }
    var small = ExponentialRateLimiter<Int>(base: .seconds(2), maximum: .seconds(1))
    #expect(small.delay(for: 0, at: .zero) == .seconds(1))
    var zero = ExponentialRateLimiter<Int>(base: .zero, maximum: .seconds(1))
    for _ in 0..<10 { #expect(zero.delay(for: 0, at: .zero) == .zero) }
  }

  @Test("Token bucket: a burst goes at once, the rest at the rate, and time fills it again")
  func tokenBucket() {
    var limiter = TokenBucketRateLimiter<Int>(perSecond: 10, burst: 100)
    for item in 0..<100 { #expect(limiter.delay(for: item, at: .seconds(7)) == .zero) }
    for item in 1...5 { #expect(limiter.delay(for: item, at: .seconds(7)) == .milliseconds(100 * item)) }
    // Five tokens are owed; a second brings ten.
    for item in 0..<5 { #expect(limiter.delay(for: item, at: .seconds(8)) == .zero) }
    #expect(limiter.delay(for: 0, at: .seconds(8)) == .milliseconds(100))
    // It never holds more than the burst.
    for item in 0..<100 { #expect(limiter.delay(for: item, at: .seconds(1_000)) == .zero) }
    #expect(limiter.delay(for: 0, at: .seconds(1_000)) == .milliseconds(100))
    #expect(limiter.requeues(of: 0) == 0)
  }

  @Test("Token bucket: time that goes back a little gives nothing away, and bad numbers are bounded")
  func tokenBucketExtremes() {
    var limiter = TokenBucketRateLimiter<Int>(perSecond: 1, burst: 1)
    #expect(limiter.delay(for: 0, at: .seconds(10)) == .zero)
    #expect(limiter.delay(for: 0, at: .seconds(9)) == .seconds(2))
    for rate in [0, -1, .infinity, .nan, .leastNonzeroMagnitude] as [Double] {
      var odd = TokenBucketRateLimiter<Int>(perSecond: rate, burst: 0)
      #expect(odd.delay(for: 0, at: .zero) == .zero)
      #expect(odd.delay(for: 0, at: .zero) >= .zero)
    }
  }

  @Test("Token bucket: the longest and the shortest times can be added up")
  func tokenBucketBounds() {
    for (interval, burst) in [
      (Duration.seconds(Int64.max), Int.max), (.seconds(Int64.max), 1), (.seconds(Int64.min), .max), (.zero, .min),
    ] {
      var limiter = TokenBucketRateLimiter<Int>(interval: interval, burst: burst)
      for item in 0..<3 { #expect(limiter.delay(for: item, at: .seconds(Int64.max)) >= .zero) }
    }
  }

  @Test("Fast and slow: as many fast tries as asked for, then slow ones")
  func fastSlow() {
    var limiter = FastSlowRateLimiter<String>(fast: .milliseconds(5), slow: .seconds(10), fastTries: 3)
    for expected in [5, 5, 5, 10_000, 10_000] {
      #expect(limiter.delay(for: "a", at: .zero) == .milliseconds(expected))
    }
    #expect(limiter.delay(for: "b", at: .zero) == .milliseconds(5))
    #expect(limiter.requeues(of: "a") == 5)
    limiter.forget("a")
    #expect(limiter.delay(for: "a", at: .zero) == .milliseconds(5))
  }

  @Test("The longer of two: both count every try")
  func maximum() {
    var limiter = MaximumOfRateLimiter(
      FastSlowRateLimiter<Int>(fast: .milliseconds(1), slow: .seconds(3), fastTries: 2),
      ExponentialRateLimiter<Int>(base: .milliseconds(500), maximum: .seconds(4)))
    for expected in [500, 1_000, 3_000, 4_000, 4_000] {
      #expect(limiter.delay(for: 0, at: .zero) == .milliseconds(expected))
    }
    #expect(limiter.requeues(of: 0) == 5)
    limiter.forget(0)
    #expect(limiter.requeues(of: 0) == 0)
    #expect(limiter.delay(for: 0, at: .zero) == .milliseconds(500))
  }

  @Test("client-go's default: the item's own delay, or the bucket's if that is longer")
  func controllerDefault() {
    var limiter = ControllerRateLimiter<Int>.controllerDefault()
    for item in 0..<100 { #expect(limiter.delay(for: item, at: .zero) == .milliseconds(5)) }
    #expect(limiter.delay(for: 100, at: .zero) == .milliseconds(100))
    #expect(limiter.delay(for: 101, at: .zero) == .milliseconds(200))
    for _ in 0..<10 { _ = limiter.delay(for: 0, at: .seconds(1_000)) }
    #expect(limiter.delay(for: 0, at: .seconds(1_000)) == .milliseconds(5 << 11))
  }

  @Test("Capped: never longer than the cap")
  func capped() {
    var limiter = ExponentialRateLimiter<Int>().capped(at: .milliseconds(12))
    for expected in [5, 10, 12, 12] { #expect(limiter.delay(for: 0, at: .zero) == .milliseconds(expected)) }
    #expect(limiter.requeues(of: 0) == 4)
    limiter.forget(0)
    #expect(limiter.delay(for: 0, at: .zero) == .milliseconds(5))
  }

  @Test("Jittered: longer by up to the factor, spread, and never shorter")
  func jittered() {
    var limiter = JitteredRateLimiter(
      FastSlowRateLimiter<Int>(fast: .seconds(1), slow: .zero, fastTries: 1_000), factor: 0.5,
      using: SeededGenerator(seed: 1))
    let delays = (0..<1_000).map { _ in limiter.delay(for: 0, at: .zero) }
    #expect(delays.allSatisfy { $0 >= .seconds(1) && $0 <= .seconds(1.5) })
    #expect(Set(delays).count > 900)
    #expect((delays.min() ?? .zero) < .seconds(1.05))
    #expect((delays.max() ?? .zero) > .seconds(1.45))
    #expect(limiter.delay(for: 0, at: .zero) == .zero)
    #expect(limiter.requeues(of: 0) == 1_001)
  }
}

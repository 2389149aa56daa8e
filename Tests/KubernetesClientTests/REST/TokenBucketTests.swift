import Testing

@testable import KubernetesClient

@Suite("The client's own rate limit")
struct TokenBucketTests {
  @Test func aBurstPassesAndTheRestIsSpread() {
    var bucket = TokenBucket(perSecond: 10, burst: 3)
    let waits = (0..<5).map { _ in bucket.take(at: .zero) }
    #expect(waits == [.zero, .zero, .zero, .milliseconds(100), .milliseconds(200)])
  }

  @Test func restRefillsTheBucketUpToTheBurst() {
    var bucket = TokenBucket(perSecond: 10, burst: 2)
    for _ in 0..<2 { _ = bucket.take(at: .zero) }
    let waits = (0..<3).map { _ in bucket.take(at: .seconds(60)) }
    #expect(waits == [.zero, .zero, .milliseconds(100)])
  }
}

/// A bucket of tokens for each object: a burst, then one after each interval. The objects that are remembered are
/// bounded; those that have been quiet for longest are forgotten, and start anew.
struct EventSpamFilter: Sendable {
  private struct Bucket {
    var tokens: Int
    /// Since when the next token is growing.
    var since: Duration
    /// When it was last asked.
    var used: Duration
  }

  private var buckets: [EventKey.Object: Bucket] = [:]
  private let burst: Int
  private let interval: Duration
  private let capacity: Int

  init(burst: Int, interval: Duration, capacity: Int) {
    self.burst = burst
    self.interval = interval
    self.capacity = capacity
  }

  /// How many objects are remembered.
  var count: Int { buckets.count }

  /// True if another event about the object may pass, which it then has.
  mutating func take(_ object: EventKey.Object, at now: Duration) -> Bool {
    var bucket = buckets[object] ?? Bucket(tokens: burst, since: now, used: now)
    if bucket.tokens != burst, interval > .zero {
      let grown = Int(min(Double(burst), (now - bucket.since) / interval))
      bucket.tokens = min(burst, bucket.tokens + grown)
      bucket.since += interval * grown
    }
    if bucket.tokens >= burst { bucket.since = now }
    bucket.used = now
    let passes = bucket.tokens > 0
    if passes { bucket.tokens -= 1 }
    if buckets[object] == nil, buckets.count >= capacity { forget() }
    buckets[object] = bucket
    return passes
  }

  /// Drops an eighth at a time, so that looking for the oldest costs little in the mean.
  private mutating func forget() {
    let oldest = buckets.sorted { $0.value.used < $1.value.used }.prefix(max(1, capacity / 8))
    for (object, _) in oldest { buckets[object] = nil }
  }
}

/// Delays that grow: 800 ms, doubled each time up to 30 s, and on top of it up to as much again, at random.
///
/// client-go's numbers for reflectors. Delays start small again after two minutes in which none was asked for; success
/// does not reset them, or a server that accepts and breaks connections at once would be asked ever so often.
struct Backoff: Sendable {
  var initial: Duration = .milliseconds(800)
  var factor = 2.0
  var limit: Duration = .seconds(30)
  var jitter = 1.0
  var resetAfter: Duration = .seconds(120)

  /// How many delays in a row there were.
  private(set) var attempt = 0
  private var lastUse: Duration?

  init() {}

  /// The next delay.
  ///
  /// - Parameters:
  ///   - now: The time.
  ///   - random: From 0 up to 1.
  ///   - suggestion: What the server asked for; at least this, up to ten minutes.
  mutating func next(now: Duration, random: Double, suggestion: Duration? = nil) -> Duration {
    if let lastUse, now - lastUse > resetAfter { attempt = 0 }
    var delay = initial
    for _ in 0..<attempt where delay < limit { delay = min(delay * factor, limit) }
    attempt += 1
    delay = delay + delay * (jitter * random)
    if let suggestion { delay = max(delay, min(suggestion, .seconds(600))) }
    lastUse = now + delay
    return delay
  }
}

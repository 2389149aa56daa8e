/// Times and limits of an event recorder. The defaults are those of the Kubernetes project's own recorders where these
/// have one.
public struct EventRecorderOptions: Hashable, Sendable {
  /// How many events may wait to be written: 1000. One more is dropped.
  public var queueCapacity: Int
  /// How many requests are under way at a time: 8. At least one.
  public var concurrentWrites: Int
  /// How many different events about one object are let through at once: 25.
  public var burst: Int
  /// After how long another one is let through: 300 s.
  public var refillInterval: Duration
  /// After how long without a repetition an event is over, so that the next occurrence is a new one: 6 min.
  public var seriesTimeout: Duration
  /// How often the count of an event that goes on is written: 30 min.
  public var heartbeat: Duration
  /// How many events are remembered so that repetitions are recognised, and how many objects are watched over: 4096.
  public var memory: Int
  /// The pause after a first failure: 1 s. It doubles with each failure in a row, up to ``maximumBackoff``, and a tenth
  /// of it is left to chance.
  public var initialBackoff: Duration
  /// The longest pause between tries, unless the server asks for a longer one: 30 s.
  public var maximumBackoff: Duration
  /// How long `run()` goes on writing after it was cancelled: 5 s.
  public var drainTimeout: Duration

  /// The defaults.
  public init() {
    queueCapacity = 1000
    concurrentWrites = 8
    burst = 25
    refillInterval = .seconds(300)
    seriesTimeout = .seconds(360)
    heartbeat = .seconds(1800)
    memory = 4096
    initialBackoff = .seconds(1)
    maximumBackoff = .seconds(30)
    drainTimeout = .seconds(5)
  }
}

public import KubernetesClient
public import KubernetesCore
internal import KubernetesInformers
internal import KubernetesLocks
public import Logging

/// Tells people what a controller does and why, by `Event` objects beside the objects it works on.
///
/// ``record(_:)`` is synchronous and never waits: it can be called from everywhere, at any time. ``run()`` writes what
/// was recorded. What happens again and again becomes one event with a count, a *series*: the second occurrence is told
/// at once, later ones every half hour and when it is over. Too many different events about one object are held back.
/// Whatever the server answers in a bad moment (429, 5xx, nothing at all) is tried again, after the time it asks for.
/// Every event that is lost nevertheless is reported, with its reason: see ``drops()``.
public actor EventRecorder {
  /// Who records.
  public nonisolated let reporter: EventReporter
  nonisolated let options: EventRecorderOptions
  nonisolated let sink: any EventSink
  nonisolated let time: TimeSource
  nonisolated let machine: Lock<EventRecorderStateMachine>
  /// Counts what there was to look at: new events, and the wish to stop.
  nonisolated let news = Observed(0)
  nonisolated let logger: Logger
  private nonisolated let date: @Sendable () -> MicroTime
  private nonisolated let metrics: EventRecorderMetrics
  private nonisolated let followers = Lock(Followers())
  var isRunning = false

  /// Who follows the drops, and how many there were.
  private struct Followers {
    var next = 0
    var streams: [Int: AsyncStream<EventDrop>.Continuation] = [:]
    var counts: [EventDrop.Reason: Int] = [:]
  }

  /// A recorder that writes to `sink`.
  ///
  /// - Parameters:
  ///   - reporter: Who records.
  ///   - sink: Where to; see ``KubernetesEventSink``.
  ///   - options: Times and limits.
  ///   - clock: Measures times and sleeps.
  ///   - date: The time of day, for the objects.
  ///   - logger: Drops are logged at `warning`, the first, second, fourth, eighth and so on of each reason, and every one
  ///     that is left when the recorder ends; tries that failed at `debug`.
  public init(
    _ reporter: EventReporter, sink: any EventSink, options: EventRecorderOptions = EventRecorderOptions(),
    clock: any Clock<Duration> = ContinuousClock(), date: @escaping @Sendable () -> MicroTime = { MicroTime.now },
    logger: Logger = Logger(label: "kubernetes.events")
  ) {
    self.reporter = reporter
    self.sink = sink
    self.options = options
    self.date = date
    self.logger = logger
    time = TimeSource(clock)
    metrics = EventRecorderMetrics(controller: reporter.controller)
    machine = Lock(EventRecorderStateMachine(options, salt: .random(in: .min ... .max)))
  }

  /// A recorder that writes to a cluster.
  public init(
    _ reporter: EventReporter, client: ClusterClient, options: EventRecorderOptions = EventRecorderOptions()
  ) {
    self.init(reporter, sink: KubernetesEventSink(client), options: options)
  }

  /// Records an occurrence.
  ///
  /// Costs a lock and a dictionary access. Before ``run()`` events wait in the queue; after it they are dropped.
  public nonisolated func record(_ record: EventRecord) {
    let (now, date) = (time.now(), date())
    switch machine.withLock({ $0.record(record, at: now, date: date) }) {
    case .queued: news.update { $0 &+= 1 }
    case .counted: break
    case .dropped(let drop): report(drop)
    }
  }

  /// What was done so far.
  public nonisolated var statistics: EventRecorderStatistics { machine.withLock { $0.statistics } }

  /// Every event that is lost from now on. A slow reader gets the newest 256.
  public nonisolated func drops() -> AsyncStream<EventDrop> {
    let (stream, continuation) = AsyncStream.makeStream(of: EventDrop.self, bufferingPolicy: .bufferingNewest(256))
    let key = followers.withLock { followers in
      followers.next += 1
      followers.streams[followers.next] = continuation
      return followers.next
    }
    continuation.onTermination = { [followers] _ in followers.withLock { _ = $0.streams.removeValue(forKey: key) } }
    return stream
  }

  /// - Parameter isLast: It is one of those that were left in the end, of which each is logged: there are no more of them
  ///   than the recorder remembers.
  nonisolated func report(_ drop: EventDrop, isLast: Bool = false) {
    metrics.recordDrop(drop)
    let (count, streams) = followers.withLock { followers in
      followers.counts[drop.reason, default: 0] += 1
      return (followers.counts[drop.reason, default: 0], Array(followers.streams.values))
    }
    // A controller that goes wild must not fill the log as well.
    if isLast || count & (count - 1) == 0 {
      logger.warning(
        "An event is lost",
        metadata: ["reason": "\(drop.reason.rawValue)", "event": "\(drop)", "drops": "\(count)"])
    }
    for stream in streams { stream.yield(drop) }
  }

  nonisolated func recordWrite(_ write: EventWrite, _ outcome: EventWrite.Outcome) { metrics.record(write, outcome) }
}

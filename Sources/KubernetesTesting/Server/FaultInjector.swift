import KubernetesCore
import KubernetesLocks

/// Makes a server misbehave on demand.
public final class FaultInjector: Sendable {
  private let rules = Lock<[Int: Rule]>([:])
  private let next = Lock(0)
  private let clock: any Clock<Duration>
  private let partitions = Lock<[Int: Partition]>([:])
  /// The open streams, and how many of them to keep before those that are closed are thrown away.
  private let streams = Lock<(list: [WeakStream], limit: Int)>(([], 64))

  private struct WeakStream {
    weak var body: PartitionableBody?
  }
  private let offset = Lock(Duration.zero)

  private struct Rule {
    var matcher: RequestMatcher
    var fault: Fault
    var seen = 0
    var remaining: Int?
    var every: Int
  }

  init(clock: any Clock<Duration>) { self.clock = clock }

  /// Adds a fault.
  ///
  /// - Parameters:
  ///   - fault: What happens.
  ///   - matcher: To which requests.
  ///   - every: To every nth of them: 1 for each.
  ///   - times: How often altogether; nil for no end.
  /// - Returns: A number for ``remove(_:)``.
  @discardableResult
  public func add(_ fault: Fault, on matcher: RequestMatcher = .all, every: Int = 1, times: Int? = nil) -> Int {
    let number = next.withLock { next in
      next += 1
      return next
    }
    rules.withLock { $0[number] = Rule(matcher: matcher, fault: fault, remaining: times, every: max(1, every)) }
    return number
  }

  /// Cuts clients off: their requests get no answer and are not carried out, their streams fall silent. When the partition
  /// is removed, all of these break off with a closed connection.
  ///
  /// - Parameter matcher: Whom, such as ``RequestMatcher/userAgent(_:)`` for one of the candidates of a leader election.
  /// - Returns: A number for ``remove(_:)``.
  @discardableResult
  public func partition(_ matcher: RequestMatcher) -> Int {
    let number = next.withLock { next in
      next += 1
      return next
    }
    let partition = Partition(matcher)
    partitions.withLock { $0[number] = partition }
    for body in openStreams where matcher.matches(body.request) { body.cut(by: partition) }
    return number
  }

  /// Makes the server's time of day jump, forwards or backwards. Timeouts and bookmarks, which no real server measures by
  /// the time of day, go on as they were.
  public func jumpClock(by duration: Duration) { offset.withLock { $0 += duration } }

  /// How far the server's time of day is off.
  var clockOffset: Duration { offset.withLock { $0 } }

  /// Takes a fault or a partition away.
  public func remove(_ number: Int) {
    rules.withLock { $0[number] = nil }
    if let partition = partitions.withLock({ $0.removeValue(forKey: number) }) { heal(partition) }
  }

  private func heal(_ partition: Partition) {
    partition.heal()
    for body in openStreams { body.breakOff(after: partition) }
  }

  private var openStreams: [PartitionableBody] { streams.withLock { $0.list.compactMap(\.body) } }

  /// A stream that partitions cut off as long as somebody holds it.
  func watched(_ body: BodyStream, of request: APIRequest) -> BodyStream {
    let body = PartitionableBody(body, request)
    streams.withLock { streams in
      if streams.list.count >= streams.limit {
        streams.list.removeAll { $0.body == nil }
        streams.limit = max(64, 2 * streams.list.count)
      }
      streams.list.append(WeakStream(body: body))
    }
    // A partition that came while the stream was being opened did not find it.
    if let partition = partition(of: request) { body.cut(by: partition) }
    return BodyStream(body)
  }

  /// Takes all faults and partitions away, and sets the time of day right.
  public func removeAll() {
    rules.withLock { $0 = [:] }
    offset.withLock { $0 = .zero }
    let healed = partitions.withLock { partitions in
      defer { partitions = [:] }
      return Array(partitions.values)
    }
    for partition in healed { heal(partition) }
  }

  /// What cuts the client of a request off; nil when it is not.
  func partition(of request: APIRequest) -> Partition? {
    // The matchers are other people's code, and may come back here: none runs under the lock.
    partitions.withLock { Array($0.values) }.first { $0.matcher.matches(request) }
  }

  /// The faults that befall a request, in the order in which they were added.
  func faults(for request: APIRequest) -> [Fault] {
    let waiting = rules.withLock { rules in rules.filter { $0.value.remaining != 0 } }
    if waiting.isEmpty { return [] }
    let matching = waiting.filter { $0.value.matcher.matches(request) }.keys.sorted()
    return rules.withLock { rules in
      var faults: [Fault] = []
      for number in matching {
        guard var rule = rules[number], rule.remaining != 0 else { continue }
        rule.seen += 1
        if rule.seen % rule.every == 0 {
          faults.append(rule.fault)
          if let remaining = rule.remaining { rule.remaining = remaining - 1 }
        }
        rules[number] = rule
      }
      return faults
    }
  }

  func sleep(_ duration: Duration) async throws { try await clock.sleep(for: duration) }
}

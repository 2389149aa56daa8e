import KubernetesCore
import KubernetesLocks

/// Makes a server misbehave on demand.
public final class FaultInjector: Sendable {
  private let rules = Lock<[Int: Rule]>([:])
  private let next = Lock(0)
  private let clock: any Clock<Duration>

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
  ///   - times: How often altogether; nil for ever.
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

  /// Takes a fault away.
  public func remove(_ number: Int) { rules.withLock { $0[number] = nil } }

  /// Takes all faults away.
  public func removeAll() { rules.withLock { $0 = [:] } }

  /// The faults that befall a request, in the order in which they were added.
  func faults(for request: APIRequest) -> [Fault] {
    rules.withLock { rules in
      guard !rules.isEmpty else { return [] }
      var faults: [Fault] = []
      for number in rules.keys.sorted() {
        guard var rule = rules[number], rule.remaining != 0, rule.matcher.matches(request) else { continue }
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

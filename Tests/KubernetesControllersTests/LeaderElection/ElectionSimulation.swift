import KubernetesTestSupport

@testable import KubernetesControllers

/// A world of electors, a store, a network and clocks, driven by a seeded random generator.
///
/// Up to 40 % of the messages are lost and some arrive twice; others take up to four seconds, a few forty. Electors pause
/// for as long as half a minute, and leaders give up at random. The times of the election are any that its checks allow,
/// often different ones for each elector, as while a program is replaced by its next version. Clocks run up to a sixth too
/// fast or too slow, as far as those times permit; in half of the worlds they are so good that also the work of a leader
/// that could not renew must have ended in time. Time is in milliseconds.
struct ElectionSimulation {
  struct Candidate {
    var election: LeaderElection
    /// Its clock's speed, in permille of the true one.
    var speed: Int
    var offset: Int
    /// The pause between its tries, and the most that one of its calls takes.
    var retry: Int
    var callTimeout: Int
    var pausedUntil = 0
    /// Identifies the call that is awaited; answers to others are ignored.
    var awaited: Int?
    /// The one wake-up that counts.
    var alarm = 0
  }

  enum Message {
    case read
    case write(LeaderElection.Write)
  }

  enum Answer {
    case lease((record: LeaseRecord, version: String)?)
    case written(LeaderElection.Write, version: String?)
    case none
  }

  enum Event {
    case wake(Int, alarm: Int)
    case arrival(Int, call: Int, Message, start: Duration)
    case answer(Int, call: Int, Answer, start: Duration)
    case pause(Int)
    case release(Int)
  }

  private var random: SeededGenerator
  private var candidates: [Candidate]
  private var lease: (record: LeaseRecord, version: Int)?
  /// What will happen, the next at the end.
  private var queue: [(time: Int, order: Int, event: Event)] = []
  private var now = 0
  private var calls = 0
  private let lossPercent: Int
  private let slowPercent: Int
  private let duplicatePercent: Int
  /// Whether a leader counts as one until its work has ended.
  private let countsWork: Bool
  private(set) var reigns = 0
  private var lastLeader: Int?

  init(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    lossPercent = Int.random(in: 0...40, using: &random)
    slowPercent = Int.random(in: 0...40, using: &random)
    duplicatePercent = Int.random(in: 0...10, using: &random)
    let countsWork = Bool.random(using: &random)
    self.countsWork = countsWork
    var configurations = try (0..<Int.random(in: 2...4, using: &random)).map { _ in try Self.configuration(&random) }
    if Bool.random(using: &random) {
      configurations = configurations.map { [same = configurations[0]] _ in same }
    }
    let slowest = Int.random(in: 830...1000, using: &random)
    // No faster than what makes the follower's wait as long as the slowest leader's time.
    let fastest = configurations.reduce(1170) { fastest, times in
      let reign = times.renewDeadline + (countsWork ? times.timeAfterLoss : .zero)
      return min(fastest, Int(Double(slowest) * (times.leaseDuration / reign)))
    }
    candidates = configurations.enumerated().map { number, times in
      Candidate(
        election: LeaderElection(identity: "c\(number)", configuration: times),
        speed: Int.random(in: slowest...fastest, using: &random), offset: Int.random(in: 0...1_000_000, using: &random),
        retry: times.retryPeriod.milliseconds, callTimeout: times.callTimeout.milliseconds)
    }
    self.random = random
    for index in candidates.indices {
      wake(index, in: 0...3000)
      schedule(.pause(index), in: 0...60_000)
      schedule(.release(index), in: 0...120_000)
    }
  }

  /// The default times, or any that are allowed.
  private static func configuration(_ random: inout SeededGenerator) throws -> LeaderElectionConfiguration {
    if random.chance(20) { return LeaderElectionConfiguration() }
    let retry = Int.random(in: 1000...3000, using: &random)
    let renew = Int.random(in: retry * 6 / 5 + 1...retry * 5, using: &random)
    let lease = Int.random(in: renew + 1...renew * 2, using: &random)
    return try LeaderElectionConfiguration(
      leaseDuration: .milliseconds(lease), renewDeadline: .milliseconds(renew), retryPeriod: .milliseconds(retry))
  }

  private mutating func schedule(_ event: Event, in range: ClosedRange<Int>) {
    enqueue(event, at: now + Int.random(in: range, using: &random))
  }

  private mutating func enqueue(_ event: Event, at time: Int) {
    calls += 1
    // Of two at the same time the one that was planned first comes first.
    var (low, high) = (0, queue.count)
    while low < high {
      let middle = (low + high) / 2
      if queue[middle].time > time { low = middle + 1 } else { high = middle }
    }
    queue.insert((time, calls, event), at: low)
  }

  private mutating func wake(_ index: Int, in range: ClosedRange<Int>) {
    candidates[index].alarm += 1
    schedule(.wake(index, alarm: candidates[index].alarm), in: range)
  }

  private func localTime(_ index: Int) -> Duration {
    .microseconds(candidates[index].offset * 1000 + now * candidates[index].speed)
  }

  private var leaders: [Int] {
    candidates.indices.filter { index in
      let election = candidates[index].election
      let after = countsWork ? election.configuration.timeAfterLoss : .zero
      return election.mayLead(at: localTime(index) - after)
    }
  }

  /// Runs for so many milliseconds. Returns the time at which two led at once; nil when that never happened.
  mutating func run(for duration: Int) -> Int? {
    while let (time, _, event) = queue.popLast() {
      if time > duration { return nil }
      now = time
      handle(event)
      let leaders = leaders
      if leaders.count > 1 { return now }
      if let leader = leaders.first, leader != lastLeader {
        reigns += 1
        lastLeader = leader
      }
    }
    return nil
  }

  private mutating func handle(_ event: Event) {
    switch event {
    case .wake(let index, let alarm):
      guard candidates[index].alarm == alarm, !isDeferred(event, for: index) else { return }
      proceed(index)
    case .arrival(let index, let call, let message, let start):
      let answer = serve(message)
      if !random.chance(lossPercent) {
        schedule(.answer(index, call: call, answer, start: start), in: 1...latency())
      }
    case .answer(let index, let call, let answer, let start):
      if isDeferred(event, for: index) { return }
      guard candidates[index].awaited == call else { return }
      candidates[index].awaited = nil
      receive(answer, index, start)
    case .pause(let index):
      candidates[index].pausedUntil = now + Int.random(in: 0...30_000, using: &random)
      schedule(.pause(index), in: 10_000...90_000)
    case .release(let index):
      schedule(.release(index), in: 10_000...180_000)
      guard candidates[index].pausedUntil <= now, candidates[index].election.mayLead(at: localTime(index)),
        let write = candidates[index].election.release(date: "")
      else { return }
      // The work has ended before the lease is given up.
      candidates[index].election.stopLeading()
      candidates[index].election.failed()
      send(.write(write), index)
    }
  }

  /// A paused candidate does nothing until it goes on.
  private mutating func isDeferred(_ event: Event, for index: Int) -> Bool {
    guard candidates[index].pausedUntil > now else { return false }
    enqueue(event, at: candidates[index].pausedUntil)
    return true
  }

  private mutating func proceed(_ index: Int) {
    if candidates[index].awaited != nil {
      // The call has taken too long: what became of it is not known.
      candidates[index].awaited = nil
      candidates[index].election.failed()
    }
    switch candidates[index].election.step(at: localTime(index), date: "t\(now)") {
    case .wait: wake(index, in: candidates[index].retry...candidates[index].retry * 22 / 10)
    case .read: send(.read, index)
    case .write(let write): send(.write(write), index)
    }
  }

  private mutating func send(_ message: Message, _ index: Int) {
    calls += 1
    let call = calls
    candidates[index].awaited = call
    if !random.chance(lossPercent) {
      schedule(.arrival(index, call: call, message, start: localTime(index)), in: 1...latency())
      if random.chance(duplicatePercent) {
        schedule(.arrival(index, call: call, message, start: localTime(index)), in: 1...latency())
      }
    }
    wake(index, in: candidates[index].callTimeout...candidates[index].callTimeout)
  }

  /// The longest that a message takes: now and then it is very late.
  private mutating func latency() -> Int {
    if random.chance(2) { return 40_000 }
    return random.chance(slowPercent) ? 4000 : 200
  }

  private mutating func serve(_ message: Message) -> Answer {
    switch message {
    case .read: return .lease(lease.map { ($0.record, String($0.version)) })
    case .write(.create(let record)) where lease == nil:
      lease = (record, 1)
      return .written(.create(record), version: "1")
    case .write(.update(let record, let version)) where lease.map({ String($0.version) }) == version:
      lease = (record, (Int(version) ?? 0) + 1)
      return .written(.update(record, version: version), version: lease.map { String($0.version) })
    case .write(let write): return .written(write, version: nil)
    }
  }

  private mutating func receive(_ answer: Answer, _ index: Int, _ start: Duration) {
    switch answer {
    case .lease(let lease): candidates[index].election.observed(lease, at: localTime(index))
    case .written(let write, let version?):
      candidates[index].election.wrote(write, version: version, start: start, at: localTime(index))
    case .written, .none: candidates[index].election.failed()
    }
    wake(index, in: 1...candidates[index].retry)
  }
}

extension Duration {
  fileprivate var milliseconds: Int { Int(self / .milliseconds(1)) }
}

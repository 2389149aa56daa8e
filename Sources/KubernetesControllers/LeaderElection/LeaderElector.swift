internal import Foundation
internal import KubernetesCore
internal import KubernetesInformers
internal import KubernetesLocks
public import Logging

/// Lets one of several processes do a piece of work: the one that holds a lease.
///
/// ``run(_:)`` is a scope. The work in it starts when the lease has been won, is cancelled when it cannot be renewed in
/// time, and has *ended* before the lease is given up or `run` returns. Until it has ended the lease is renewed, also
/// when the caller has been cancelled. What others see never shows two leaders, as long as work whose lease is lost ends
/// within the difference between ``LeaderElectionConfiguration/leaseDuration`` and
/// ``LeaderElectionConfiguration/renewDeadline``. A ``Controller`` that is run in the scope does: see
/// ``Controller/run()``.
public actor LeaderElector {
  /// Who this is; different for every candidate.
  public nonisolated let identity: String
  nonisolated let configuration: LeaderElectionConfiguration
  private nonisolated let store: any LeaseStore
  private nonisolated let clock: any Clock<Duration>
  private nonisolated let logger: Logger
  private nonisolated let now: @Sendable () -> Duration
  private nonisolated let observed = Lock<Observed>(Observed())

  private var election: LeaderElection
  private var isRunning = false
  /// Until when it may lead in the present term. Each run has one of its own, so that what was handed out under an earlier
  /// one stays invalid.
  private var deadline = Lock<Duration?>(nil)

  private struct Observed {
    var leader: String?
    var followers: [Int: AsyncStream<String?>.Continuation] = [:]
    var next = 0
  }

  /// A candidate.
  ///
  /// - Parameters:
  ///   - identity: Different for every candidate. The default, which also takes the place of an empty one, is the host's
  ///     name and a random part: in a lease an empty name means that nobody leads.
  ///   - store: Where the lease is. Its client should have no rate limit that other work uses up.
  ///   - configuration: The times.
  ///   - clock: Must go on while the machine sleeps, as the default does.
  public init(
    identity: String = LeaderElector.makeIdentity(), store: any LeaseStore,
    configuration: LeaderElectionConfiguration = LeaderElectionConfiguration(),
    clock: any Clock<Duration> = ContinuousClock(), logger: Logger = Logger(label: "kubernetes.leaderelection")
  ) {
    let identity = identity.isEmpty ? Self.makeIdentity() : identity
    self.identity = identity
    self.store = store
    self.configuration = configuration
    self.clock = clock
    self.logger = logger
    now = Self.stopwatch(clock)
    election = LeaderElection(identity: identity, configuration: configuration)
  }

  /// The host's name and a random part.
  public static func makeIdentity() -> String {
    "\(ProcessInfo.processInfo.hostName)_\(UUID().uuidString.lowercased())"
  }

  private static func stopwatch<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
  }

  /// Who leads, as this candidate last saw it; nil when nobody does.
  public nonisolated var leader: String? { observed.withLock { $0.leader } }

  /// Every leader from now on, the present one first; nil while there is none. Only the newest is kept for a slow reader.
  public nonisolated func leaders() -> AsyncStream<String?> {
    let (stream, continuation) = AsyncStream.makeStream(of: String?.self, bufferingPolicy: .bufferingNewest(1))
    let key = observed.withLock { observed in
      observed.next += 1
      observed.followers[observed.next] = continuation
      continuation.yield(observed.leader)
      return observed.next
    }
    continuation.onTermination = { [observed] _ in observed.withLock { _ = $0.followers.removeValue(forKey: key) } }
    return stream
  }

  /// Waits for the lease, does the work while it is held, and gives it up.
  ///
  /// - Returns: What `work` returns.
  /// - Throws: ``LeaderElectionError`` when the lease was lost, what `work` throws, and `CancellationError`. Failures to
  ///   reach the store while waiting are logged and tried again.
  public nonisolated func run<Result: Sendable>(
    _ work: @escaping @Sendable (Leadership) async throws -> Result
  ) async throws -> Result {
    try await enter()
    do {
      try await acquire()
      let leadership = Leadership(
        identity: identity, transitions: await election.transitions, deadline: await deadline, now: now)
      let result = try await lead(leadership, work)
      await leave(releasing: true)
      return result
    } catch {
      // The server of a lease that was lost is likely away: nobody needs to wait for it.
      await leave(releasing: !(error is LeaderElectionError))
      throw error
    }
  }

  private func enter() throws {
    guard !isRunning else {
      throw KubernetesError(.invalidRequest, "the elector \(identity) is running already")
    }
    isRunning = true
    deadline = Lock(nil)
  }

  /// The work has ended: now, and not earlier, the lease may go.
  private func leave(releasing: Bool) async {
    deadline.withLock { $0 = nil }
    election.stopLeading()
    if releasing, configuration.releasesOnEnd {
      // Not cut short by the cancellation that has ended the work; bounded by the calls' timeouts.
      let release = Task { await self.release() }
      await release.value
    }
    election.failed()
    isRunning = false
    publish()
  }

  private func release() async {
    do {
      if election.mustReadToRelease {
        let lease = try await bounded { try await $0.read() }
        election.observed(lease, at: now())
      }
      if let write = election.release(date: Self.date()) { _ = try await perform(write) }
    } catch {
      logger.warning(
        "The lease could not be given up; it will run out",
        metadata: ["identity": "\(identity)", "error": "\(error)"])
    }
  }

  private nonisolated func acquire() async throws {
    while await !attempt() {
      try Task.checkCancellation()
      // Jitter keeps candidates apart; the factor is client-go's.
      try await clock.sleep(for: configuration.retryPeriod * Double.random(in: 1...2.2))
    }
    try Task.checkCancellation()
  }

  private nonisolated func lead<Result: Sendable>(
    _ leadership: Leadership, _ work: @escaping @Sendable (Leadership) async throws -> Result
  ) async throws -> Result {
    // Tasks of their own, for the lease must be kept until the work has ended, though it has been cancelled. Two of them,
    // for a renewal that hangs must not keep the deadline from being seen.
    let keepers = [
      Task { try await self.renewUntilLost(leadership) }, Task { try await self.waitForDeadline(leadership) },
    ]
    let result = try await withThrowingTaskGroup(of: Result?.self) { group -> Result in
      group.addTask { try await Leadership.$current.withValue(leadership) { try await work(leadership) } }
      for keeper in keepers {
        group.addTask {
          try await keeper.value
          return nil
        }
      }
      defer {
        for keeper in keepers { keeper.cancel() }
        group.cancelAll()
      }
      // The first to end decides; leaving the group waits for the others.
      while let first = try await group.next() {
        if let result = first { return result }
      }
      throw CancellationError()
    }
    // Whoever cancels is told so, also by work that does not mind.
    try Task.checkCancellation()
    return result
  }

  /// Renews, until somebody else has the lease.
  private nonisolated func renewUntilLost(_ leadership: Leadership) async throws {
    while true {
      try await clock.sleep(for: configuration.retryPeriod)
      _ = await attempt()
      if leadership.deadline.withLock({ $0 }) == nil { throw lost(leadership) }
    }
  }

  /// Throws when the deadline passes without a renewal having moved it.
  private nonisolated func waitForDeadline(_ leadership: Leadership) async throws {
    while true {
      let left = (leadership.deadline.withLock { $0 } ?? .zero) - now()
      guard left > .zero else { throw lost(leadership) }
      try await clock.sleep(for: left)
    }
  }

  private nonisolated func lost(_ leadership: Leadership) -> LeaderElectionError {
    let error = LeaderElectionError(identity: identity, leader: leader == identity ? nil : leader)
    logger.error("The lease is lost", metadata: ["identity": "\(identity)", "leader": "\(error.leader ?? "")"])
    // While the lease has our name nobody else leads until it ends: counted from the deadline, for a process that was
    // stopped sees that late. Else there is no time at all.
    let end = leadership.deadline.withLock { $0 }.map { $0 + configuration.timeAfterLoss }
    leadership.loss.set(leader == identity ? max(.zero, (end ?? .zero) - now()) : .zero)
    return error
  }

  /// One try to get or to keep the lease; true when it is held afterwards.
  private func attempt() async -> Bool {
    let start = now()
    var isWriting = false
    do {
      // A read and a write, and both once more after a conflict. It must not end with a read: what that has found would
      // be taken for news at the next try.
      for _ in 0..<4 {
        switch election.step(at: now(), date: Self.date()) {
        case .wait: return false
        case .read:
          let lease = try await bounded { try await $0.read() }
          election.observed(lease, at: now())
          publish()
        case .write(let write):
          isWriting = true
          if try await perform(write) { return election.mayLead(at: now()) }
          isWriting = false
        }
      }
    } catch {
      election.failed(isWrite: isWriting)
      if !Task.isCancelled {
        logger.warning(
          "The lease cannot be reached", metadata: ["identity": "\(identity)", "error": "\(error)"])
      }
    }
    // A leader that could not renew goes on until its deadline.
    return election.mayLead(at: now()) && start < (election.leadsUntil ?? .zero)
  }

  /// False when somebody else was faster.
  private func perform(_ write: LeaderElection.Write) async throws -> Bool {
    let start = now()
    let version = try await bounded { store in
      switch write {
      case .create(let record): try await store.create(record)
      case .update(let record, let version): try await store.update(record, version: version)
      }
    }
    if let version {
      election.wrote(write, version: version, start: start, at: now())
    } else {
      election.failed()
    }
    publish()
    return version != nil
  }

  private func publish() {
    let leader = election.leader
    observed.withLock { observed in
      guard observed.leader != leader else { return }
      observed.leader = leader
      for follower in observed.followers.values { follower.yield(leader) }
    }
    // Last: whoever finds that the lease is lost looks who has it.
    deadline.withLock { $0 = election.leadsUntil }
  }

  /// A call that takes too long has failed: what became of it is found out by reading.
  private nonisolated func bounded<Value: Sendable>(
    _ call: @escaping @Sendable (any LeaseStore) async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      let store = store
      let clock = clock
      let timeout = configuration.callTimeout
      group.addTask { try await call(store) }
      group.addTask {
        try await clock.sleep(for: timeout)
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let value = first else {
        throw KubernetesError(.timeout, "the lease did not answer within \(timeout)")
      }
      return value
    }
  }

  private static func date() -> String { MicroTime(Date()).description }
}

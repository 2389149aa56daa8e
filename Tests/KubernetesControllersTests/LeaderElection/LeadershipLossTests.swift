import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport
import Testing

@testable import KubernetesControllers

@Suite("Losing the lease", .timeLimit(.minutes(1)))
struct LeadershipLossTests {
  let clock = CountingClock()
  let store = MemoryLeaseStore()

  /// Work under a lease that notes when it is cancelled.
  private struct Leader {
    let running: Task<Void, any Error>
    let cancelled = Lock<Duration?>(nil)

    init(_ elector: LeaderElector, _ clock: CountingClock) {
      let cancelled = cancelled
      running = Task {
        try await elector.run { _ in
          do { try await clock.sleep(for: .seconds(3600)) } catch {
            cancelled.withLock { $0 = clock.now.offset }
            throw error
          }
        }
      }
    }

    var cancelledAt: Duration? { cancelled.withLock { $0 } }
  }

  /// A leader that has just won the lease, at zero.
  private func leader() async -> Leader {
    let leader = Leader(LeaderElector(identity: "me", store: store, clock: clock), clock)
    await store.waitForCalls(2)
    return leader
  }

  /// Moves the clock from the beginning on by so many pauses between renewals.
  private func passRetries(_ count: Int) async {
    for number in 1...count {
      await clock.waitForSleeps(of: .seconds(2), number)
      let calls = store.calls.count
      clock.advance(by: .seconds(2))
      await store.waitForCalls(calls + 1)
    }
  }

  @Test func aServerThatRefusesEndsTheWorkAtTheDeadline() async throws {
    let leader = await leader()
    store.before { _ in throw KubernetesError(.transport, "away") }
    await passRetries(4)
    #expect(leader.cancelledAt == nil)
    await clock.waitForSleeps(of: .seconds(2), 5)
    clock.advance(by: .seconds(2))
    let error = await #expect(throws: LeaderElectionError.self) { try await leader.running.value }
    #expect(error?.identity == "me")
    #expect(leader.cancelledAt == .seconds(10))
  }

  @Test func aServerThatDoesNotAnswerEndsTheWorkAtTheDeadlineToo() async throws {
    let leader = await leader()
    // Until the call's own timeout of five seconds cancels it.
    store.before { [clock] _ in try await clock.sleep(for: .seconds(3600)) }
    await passRetries(1)
    await clock.waitForSleeps(of: .seconds(5), 3)
    clock.advance(by: .seconds(5))
    await clock.waitForSleeps(of: .seconds(2), 2)
    clock.advance(by: .seconds(2))
    // This call would hang until the fourteenth second.
    await store.waitForCalls(4)
    clock.advance(by: .seconds(1))
    await #expect(throws: LeaderElectionError.self) { try await leader.running.value }
    #expect(leader.cancelledAt == .seconds(10))
  }

  @Test func anothersNameInTheLeaseEndsTheWorkAtOnce() async throws {
    let leader = await leader()
    store.set(.held(by: "thief"))
    await clock.waitForSleeps(of: .seconds(2), 1)
    clock.advance(by: .seconds(2))
    let error = await #expect(throws: LeaderElectionError.self) { try await leader.running.value }
    #expect(error?.leader == "thief")
    #expect(leader.cancelledAt == .seconds(2))
    #expect(store.record?.holder == "thief")
  }

  @Test func aRenewalThatComesThroughInTimeKeepsTheLease() async throws {
    let leader = await leader()
    store.before { _ in throw KubernetesError(.transport, "away") }
    await passRetries(3)
    await clock.waitForSleeps(of: .seconds(2), 4)
    store.before { _ in }
    clock.advance(by: .seconds(2))
    // A read, because the outcome of the last write is not known, and the renewal.
    await store.waitForCalls(7)
    // The deadline is counted anew, from when the renewal was sent.
    await clock.waitForSleeps(of: .seconds(2), 5)
    clock.advance(by: .seconds(2))
    await store.waitForCalls(8)
    #expect(leader.cancelledAt == nil)
    leader.running.cancel()
    await #expect(throws: CancellationError.self) { try await leader.running.value }
  }

  @Test func leadershipIsNotValidAfterTheDeadlineEvenBeforeAnybodyWasTold() async throws {
    let elector = LeaderElector(identity: "me", store: store, clock: clock)
    let leadership = Lock<Leadership?>(nil)
    let running = Task { [clock] in
      try await elector.run { given in
        leadership.withLock { $0 = given }
        try await clock.sleep(for: .seconds(3600))
      }
    }
    await clock.waitForSleeps(of: .seconds(2), 1)
    await clock.waitForSleeps(of: .seconds(3600), 1)
    while leadership.withLock({ $0 }) == nil { await Task.yield() }
    // The process was stopped for a minute: the work has not learnt of it yet.
    let isValid = leadership.withLock { leadership in
      clock.advance(by: .seconds(60))
      return leadership?.isValid
    }
    #expect(isValid == false)
    running.cancel()
    _ = await running.result
  }
}

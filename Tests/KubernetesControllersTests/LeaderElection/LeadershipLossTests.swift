import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport
import Testing

@testable import KubernetesControllers

@Suite("Losing the lease", .timeLimit(.minutes(1)))
struct LeadershipLossTests {
  let clock = CountingClock()
  let store = MemoryLeaseStore()

  /// Work that notes when it is cancelled.
  private func lead(_ elector: LeaderElector, _ cancelled: Lock<Duration?>) -> Task<Void, any Error> {
    Task { [clock] in
      try await elector.run { _ in
        do { try await clock.sleep(for: .seconds(3600)) } catch {
          cancelled.withLock { $0 = clock.now.offset }
          throw error
        }
      }
    }
  }

  @Test func aServerThatRefusesEndsTheWorkAtTheDeadline() async throws {
    let elector = LeaderElector(identity: "me", store: store, clock: clock)
    let cancelled = Lock<Duration?>(nil)
    let running = lead(elector, cancelled)
    await store.waitForCalls(2)
    store.before { _ in throw KubernetesError(.transport, "away") }
    for second in stride(from: 2, through: 8, by: 2) {
      await clock.waitForSleeps(of: .seconds(2), second / 2)
      let calls = store.calls.count
      clock.advance(by: .seconds(2))
      await store.waitForCalls(calls + 1)
      #expect(cancelled.withLock { $0 } == nil)
    }
    await clock.waitForSleeps(of: .seconds(2), 5)
    clock.advance(by: .seconds(2))
    let error = await #expect(throws: LeaderElectionError.self) { try await running.value }
    #expect(error?.identity == "me")
    #expect(cancelled.withLock { $0 } == .seconds(10))
  }

  @Test func aServerThatDoesNotAnswerEndsTheWorkAtTheDeadlineToo() async throws {
    let elector = LeaderElector(identity: "me", store: store, clock: clock)
    let cancelled = Lock<Duration?>(nil)
    let running = lead(elector, cancelled)
    await store.waitForCalls(2)
    // Until the call's own timeout of five seconds cancels it.
    store.before { [clock] _ in try await clock.sleep(for: .seconds(3600)) }
    await clock.waitForSleeps(of: .seconds(2), 1)
    clock.advance(by: .seconds(2))
    await store.waitForCalls(3)
    await clock.waitForSleeps(of: .seconds(5), 3)
    clock.advance(by: .seconds(5))
    await clock.waitForSleeps(of: .seconds(2), 2)
    clock.advance(by: .seconds(2))
    // This call would hang until the fourteenth second.
    await store.waitForCalls(4)
    clock.advance(by: .seconds(1))
    await #expect(throws: LeaderElectionError.self) { try await running.value }
    #expect(cancelled.withLock { $0 } == .seconds(10))
  }

  @Test func anothersNameInTheLeaseEndsTheWorkAtOnce() async throws {
    let elector = LeaderElector(identity: "me", store: store, clock: clock)
    let cancelled = Lock<Duration?>(nil)
    let running = lead(elector, cancelled)
    await store.waitForCalls(2)
    store.set(.held(by: "thief"))
    await clock.waitForSleeps(of: .seconds(2), 1)
    clock.advance(by: .seconds(2))
    let error = await #expect(throws: LeaderElectionError.self) { try await running.value }
    #expect(error?.leader == "thief")
    #expect(cancelled.withLock { $0 } == .seconds(2))
    #expect(store.record?.holder == "thief")
  }

  @Test func aRenewalThatComesThroughInTimeKeepsTheLease() async throws {
    let elector = LeaderElector(identity: "me", store: store, clock: clock)
    let cancelled = Lock<Duration?>(nil)
    let running = lead(elector, cancelled)
    await store.waitForCalls(2)
    store.before { _ in throw KubernetesError(.transport, "away") }
    for second in stride(from: 2, through: 6, by: 2) {
      await clock.waitForSleeps(of: .seconds(2), second / 2)
      clock.advance(by: .seconds(2))
      await store.waitForCalls(2 + second / 2)
    }
    await clock.waitForSleeps(of: .seconds(2), 4)
    store.before { _ in }
    clock.advance(by: .seconds(2))
    // A read, because the outcome of the last write is not known, and the renewal.
    await store.waitForCalls(7)
    // The deadline is counted anew, from when the renewal was sent.
    await clock.waitForSleeps(of: .seconds(2), 5)
    clock.advance(by: .seconds(2))
    await store.waitForCalls(8)
    #expect(cancelled.withLock { $0 } == nil)
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
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

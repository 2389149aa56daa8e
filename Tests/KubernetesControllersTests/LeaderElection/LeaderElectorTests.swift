import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesControllers

@Suite("Leader elector", .timeLimit(.minutes(1)))
struct LeaderElectorTests {
  let clock = CountingClock()
  let store = MemoryLeaseStore()

  private func elector(_ name: String = "me") -> LeaderElector {
    LeaderElector(identity: name, store: store, clock: clock)
  }

  /// Moves on by the longest pause between two tries to get a lease.
  private func passRetryPeriod() async {
    await clock.sleeper(by: clock.now.offset + .seconds(4.4))
    clock.advance(by: .seconds(4.4))
  }

  @Test func aFreeLeaseIsTakenAndGivenUpAfterTheWork() async throws {
    let elector = elector()
    let result = try await elector.run { [store] leadership in
      #expect(store.record?.holder == "me")
      #expect(leadership.isValid)
      #expect(leadership.identity == "me")
      #expect(elector.leader == "me")
      return 42
    }
    #expect(result == 42)
    #expect(store.record?.holder == "")
    #expect(elector.leader == nil)
    #expect(store.calls.map(\.holder) == [nil, "me", ""])
  }

  @Test func anEmptyIdentityIsReplacedByOneOfItsOwn() async throws {
    let (one, other) = (elector(""), elector(""))
    #expect(!one.identity.isEmpty)
    #expect(one.identity != other.identity)
    try await one.run { [store] _ in #expect(store.record?.holder == one.identity) }
  }

  @Test func whatTheWorkThrowsComesOutAfterTheLeaseIsGivenUp() async throws {
    struct Failure: Error {}
    await #expect(throws: Failure.self) { try await elector().run { _ in throw Failure() } }
    #expect(store.record?.holder == "")
  }

  @Test func theLeaseIsRenewedEveryTwoSecondsWithoutBeingRead() async throws {
    let elector = elector()
    let running = Task { [clock] in try await elector.run { _ in try await clock.sleep(for: .seconds(3600)) } }
    await store.waitForCalls(2)
    for number in 1...20 {
      await clock.waitForSleeps(of: .seconds(2), number)
      clock.advance(by: .seconds(2))
      await store.waitForCalls(2 + number)
    }
    #expect(store.calls.dropFirst(2).allSatisfy { $0.holder == "me" })
    // It has led for four times the deadline by now.
    #expect(elector.leader == "me")
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    #expect(store.record?.holder == "")
  }

  @Test func aLeaseThatSomebodyHoldsIsWaitedForAndTakenWhenItRunsOut() async throws {
    store.set(.held(by: "other"))
    let elector = elector()
    let running = Task { try await elector.run { $0.transitions } }
    await store.waitForCalls(1)
    for tries in 1...4 {
      #expect(store.record?.holder == "other")
      await passRetryPeriod()
      // Every try looks at the lease: it might have been given up.
      await store.waitForCalls(1 + tries)
      #expect(elector.leader == "other" || tries == 4)
    }
    #expect(try await running.value == 4)
  }

  @Test func aLeaseThatIsGivenUpIsTakenAtTheNextTry() async throws {
    store.set(.held(by: "other"))
    let elector = elector()
    let running = Task { try await elector.run { $0.transitions } }
    await store.waitForCalls(1)
    await passRetryPeriod()
    await store.waitForCalls(2)
    store.set(.held(by: "", transitions: 8))
    await passRetryPeriod()
    #expect(try await running.value == 9)
  }

  @Test func whoIsCancelledWhileWaitingWritesNothing() async throws {
    store.set(.held(by: "other"))
    let elector = elector()
    let running = Task { try await elector.run { _ in } }
    await store.waitForCalls(1)
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    #expect(store.calls == [.read])
    #expect(store.record?.holder == "other")
  }

  @Test func aLostRaceForAFreeLeaseIsNoLeadership() async throws {
    store.before { [store] call in
      if case .create = call { store.set(.held(by: "faster")) }
    }
    let elector = elector()
    let running = Task { try await elector.run { _ in } }
    // Read, create, read.
    await store.waitForCalls(3)
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    #expect(store.record?.holder == "faster")
    #expect(elector.leader == "faster")
  }

  @Test func itRunsOnceAtATimeAndAgainAfterwards() async throws {
    let elector = elector()
    try await elector.run { _ in
      _ = await #expect(throws: KubernetesError.self) { try await elector.run { _ in } }
    }
    try await elector.run { leadership in #expect(leadership.transitions == 1) }
  }

  @Test func leadersAreTold() async throws {
    store.set(.held(by: "other"))
    let elector = elector()
    var leaders = elector.leaders().makeAsyncIterator()
    #expect(await leaders.next() == .some(nil))
    let running = Task { try await elector.run { _ in } }
    #expect(await leaders.next() == .some("other"))
    store.set(.held(by: "", transitions: 7))
    await passRetryPeriod()
    try await running.value
    #expect(elector.leader == nil)
  }

  @Test func whatWasHandedOutUnderAnEarlierTermStaysInvalid() async throws {
    let elector = elector()
    let kept = try await elector.run { $0 }
    #expect(!kept.isValid)
    try await elector.run { leadership in
      #expect(leadership.isValid)
      #expect(!kept.isValid)
    }
  }
}

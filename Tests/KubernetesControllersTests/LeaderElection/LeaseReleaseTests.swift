import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport
import Testing

@testable import KubernetesControllers

@Suite("Giving the lease up", .timeLimit(.minutes(1)))
struct LeaseReleaseTests {
  let clock = ManualClock()
  let store = MemoryLeaseStore()

  /// Lets a task through once it is opened; does not care about cancellation.
  private struct Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    init() { (stream, continuation) = AsyncStream.makeStream() }
    func open() { continuation.finish() }
    func pass() async {
      // A task of its own, because waiting for a stream ends when the waiting task is cancelled.
      await Task { for await _ in stream {} }.value
    }
  }

  private var isHeld: Bool { store.record?.holder == "me" && !store.calls.contains { $0.holder == "" } }

  @Test func cancellationGivesItUpOnlyAfterTheWorkHasEnded() async throws {
    let elector = LeaderElector(identity: "me", store: store, clock: clock)
    let (started, gate) = (Gate(), Gate())
    let running = Task { [clock] in
      try await elector.run { _ in
        started.open()
        try? await clock.sleep(for: .seconds(3600))
        // Cleaning up takes its time.
        await gate.pass()
      }
    }
    await started.pass()
    running.cancel()
    for _ in 0..<100 { await Task.yield() }
    #expect(isHeld)
    gate.open()
    await #expect(throws: CancellationError.self) { try await running.value }
    #expect(store.record?.holder == "")
  }

  @Test func theLeaseIsRenewedUntilCancelledWorkHasEnded() async throws {
    let clock = CountingClock()
    let elector = LeaderElector(identity: "me", store: store, clock: clock)
    let (started, gate) = (Gate(), Gate())
    let running = Task {
      try await elector.run { leadership in
        started.open()
        try? await clock.sleep(for: .seconds(3600))
        await gate.pass()
        #expect(leadership.isValid)
      }
    }
    await started.pass()
    running.cancel()
    // Four times as long as a lease lasts.
    for number in 1...30 {
      await clock.waitForSleeps(of: .seconds(2), number)
      clock.advance(by: .seconds(2))
      await store.waitForCalls(2 + number)
    }
    #expect(isHeld)
    gate.open()
    await #expect(throws: CancellationError.self) { try await running.value }
    #expect(store.record?.holder == "")
  }

  @Test func theWorksOwnTasksHaveEndedToo() async throws {
    let elector = LeaderElector(identity: "me", store: store, clock: clock)
    let (started, gate) = (Gate(), Gate())
    let ended = Lock(0)
    let running = Task { [clock, store] in
      try await elector.run { _ in
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<3 {
            group.addTask {
              started.open()
              try? await clock.sleep(for: .seconds(3600))
              await gate.pass()
              #expect(store.record?.holder == "me")
              ended.withLock { $0 += 1 }
            }
          }
        }
      }
    }
    await started.pass()
    running.cancel()
    for _ in 0..<100 { await Task.yield() }
    #expect(isHeld)
    gate.open()
    await #expect(throws: CancellationError.self) { try await running.value }
    #expect(ended.withLock { $0 } == 3)
    #expect(store.record?.holder == "")
  }

  @Test func aLeaseThatWasWonAtTheMomentOfCancellationIsGivenUp() async throws {
    let elector = LeaderElector(identity: "me", store: store, clock: clock)
    let wasCalled = Gate()
    // The write has its effect; its answer never comes.
    store.after { [clock] call in
      if case .create = call {
        wasCalled.open()
        try await clock.sleep(for: .seconds(3600))
      }
    }
    let hasWorked = Lock(false)
    let running = Task { try await elector.run { _ in hasWorked.withLock { $0 = true } } }
    await wasCalled.pass()
    #expect(store.record?.holder == "me")
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    #expect(store.record?.holder == "")
    #expect(!hasWorked.withLock { $0 })
  }

  @Test func aServerThatIsAwayIsNotWaitedForLongerThanACallMayTake() async throws {
    let elector = LeaderElector(identity: "me", store: store, clock: clock)
    let started = Gate()
    let running = Task { [clock] in
      try await elector.run { _ in
        started.open()
        try await clock.sleep(for: .seconds(3600))
      }
    }
    await started.pass()
    store.before { [clock] _ in try await clock.sleep(for: .seconds(3600)) }
    running.cancel()
    await store.waitForCalls(3)
    await clock.sleeper(by: .seconds(5))
    clock.advance(by: .seconds(5))
    await #expect(throws: CancellationError.self) { try await running.value }
  }

  @Test func itStaysWhenItIsNotToBeGivenUp() async throws {
    var configuration = LeaderElectionConfiguration()
    configuration.releasesOnEnd = false
    let elector = LeaderElector(identity: "me", store: store, configuration: configuration, clock: clock)
    try await elector.run { _ in }
    #expect(store.record?.holder == "me")
  }
}

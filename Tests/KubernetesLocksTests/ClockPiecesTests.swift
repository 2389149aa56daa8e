import KubernetesLocks
import KubernetesTestSupport
import Testing

@Suite("A long sleep is taken in pieces", .timeLimit(.minutes(1)))
struct ClockPiecesTests {
  private let clock = ManualClock()

  /// Sleeps in pieces of ten seconds.
  private func pass(until seconds: Int) async throws {
    try await clock.sleep(until: .init(offset: .seconds(seconds)), tolerance: nil, inPiecesOf: .seconds(10))
  }

  @Test func itEndsWhenItsTimeHasComeAndNotBefore() async throws {
    let sleep = Task {
      try await pass(until: 25)
      return clock.now.offset
    }
    for end in [10, 20, 25] {
      await clock.sleepers(1)
      #expect(clock.nextDeadline?.offset == .seconds(end))
      clock.advance(by: clock.now.duration(to: .init(offset: .seconds(end))))
    }
    #expect(try await sleep.value == .seconds(25))
  }

  @Test func itEndsAtOnceWhenTheClockJumps() async throws {
    let sleep = Task { try await pass(until: 7_200) }
    await clock.sleepers(1)
    clock.advance(by: .seconds(10_000))
    try await sleep.value
  }

  @Test func aTimeThatHasGoneByIsNotWaitedFor() async throws {
    clock.advance(by: .seconds(1))
    try await pass(until: 0)
  }

  @Test func aCancelledSleepThrows() async throws {
    let sleep = Task { try await pass(until: 25) }
    await clock.sleepers(1)
    sleep.cancel()
    await #expect(throws: CancellationError.self) { try await sleep.value }
    #expect(clock.sleeperCount == 0)
  }

  @Test func thoseOfSwiftsClocksAreTenSeconds() {
    #expect(ContinuousClock.longestSleep == .seconds(10))
    #expect(SuspendingClock.longestSleep == .seconds(10))
    #expect(ManualClock.longestSleep == nil)
  }
}

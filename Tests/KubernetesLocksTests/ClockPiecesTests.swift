import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("A long sleep is taken in pieces", .timeLimit(.minutes(1)))
struct TimeSourceTests {
  private let clock = ManualClock()

  @Test func itEndsWhenItsTimeHasComeAndNotBefore() async throws {
    let time = TimeSource(clock, longestSleep: .seconds(10))
    let sleep = Task {
      try await time.sleep(.seconds(25))
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
    let time = TimeSource(clock, longestSleep: .seconds(10))
    let sleep = Task { try await time.sleep(.seconds(7_200)) }
    await clock.sleepers(1)
    clock.advance(by: .seconds(10_000))
    try await sleep.value
  }

  @Test func aTimeThatHasGoneByIsNotWaitedFor() async throws {
    let time = TimeSource(clock, longestSleep: .seconds(10))
    clock.advance(by: .seconds(1))
    try await time.sleep(.zero)
  }

  @Test func aCancelledSleepThrows() async throws {
    let time = TimeSource(clock, longestSleep: .seconds(10))
    let sleep = Task { try await time.sleep(.seconds(25)) }
    await clock.sleepers(1)
    sleep.cancel()
    await #expect(throws: CancellationError.self) { try await sleep.value }
    #expect(clock.sleeperCount == 0)
  }
}

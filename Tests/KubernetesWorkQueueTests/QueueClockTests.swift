import KubernetesTestSupport
import Testing

@testable import KubernetesWorkQueue

@Suite("A long sleep of the queue's timer is taken in pieces", .timeLimit(.minutes(1)))
struct QueueClockTests {
  private let clock = ManualClock()

  @Test func itEndsWhenItsTimeHasComeAndNotBefore() async throws {
    let source = QueueClock(clock, longestSleep: QueueClock.longestSleep)
    let sleep = Task {
      try await source.sleep(untilTick: 25_000)
      return clock.now.offset
    }
    for end in [10, 20, 25] {
      await clock.sleepers(1)
      #expect(clock.nextDeadline?.offset == .seconds(end))
      clock.advance(by: clock.now.duration(to: .init(offset: .seconds(end))))
    }
    #expect(try await sleep.value == .seconds(25))
  }

  @Test func otherClocksThanSwiftsAreAskedForTheWholeTime() async throws {
    let source = QueueClock(clock)
    let sleep = Task { try await source.sleep(untilTick: 25_000) }
    await clock.sleepers(1)
    #expect(clock.nextDeadline?.offset == .seconds(25))
    clock.advance(by: .seconds(25))
    try await sleep.value
  }
}

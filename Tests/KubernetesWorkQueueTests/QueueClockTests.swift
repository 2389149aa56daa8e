import KubernetesTestSupport
import Testing

@testable import KubernetesWorkQueue

@Suite("The queue's timer", .timeLimit(.minutes(1)))
struct QueueClockTests {
  private let clock = ManualClock()

  @Test func otherClocksThanSwiftsAreAskedForTheWholeTime() async throws {
    let source = QueueClock(clock)
    let sleep = Task { try await source.sleep(untilTick: 25_000) }
    await clock.sleepers(1)
    #expect(clock.nextDeadline?.offset == .seconds(25))
    clock.advance(by: .seconds(25))
    try await sleep.value
  }
}

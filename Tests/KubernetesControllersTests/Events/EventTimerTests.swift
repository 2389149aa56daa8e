import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing

@testable import KubernetesControllers

@Suite("Timers of the event recorder", .timeLimit(.minutes(3)))
struct EventTimerTests {
  @Test func aLaterTimerIsNotStartedAgainAfterEachEarlierOne() async throws {
    let clock = ManualClock()
    let sink = ScriptedEventSink { call, _ in
      guard call.event.reason == "Refused" else { return }
      throw KubernetesError(status: Status(message: "not now", reason: .internalError, code: 500))
    }
    let recorder = EventRecorder(
      EventReporter(controller: "example.com/test", instance: "test-0"), sink: sink, clock: clock)
    let running = Task { try await recorder.run() }
    // Its series is over in six minutes.
    recorder.record(EventMachine.record("Written"))
    await sink.waitForCalls(1)
    await clock.sleepers(1)
    recorder.record(EventMachine.record("Refused"))
    for number in 2...6 {
      await sink.waitForCalls(number)
      await clock.sleepers(2)
      #expect(clock.sleeperCount == 2)
      let next = try #require(clock.nextDeadline)
      clock.advance(by: clock.now.duration(to: next))
    }
    running.cancel()
    clock.advance(by: .seconds(3_600))
    try await running.value
  }
}

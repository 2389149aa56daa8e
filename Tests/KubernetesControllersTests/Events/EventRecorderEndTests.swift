import InMemoryLogging
import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Logging
import Testing

@testable import KubernetesControllers

@Suite("The end of an event recorder", .timeLimit(.minutes(1)))
struct EventRecorderEndTests {
  private func recorder(
    _ sink: ScriptedEventSink, _ log: InMemoryLogHandler = InMemoryLogHandler(),
    _ change: (inout EventRecorderOptions) -> Void = { _ in }
  ) -> EventRecorder {
    var options = EventRecorderOptions()
    change(&options)
    return EventRecorder(
      EventReporter(controller: "example.com/test", instance: "test-0"), sink: sink, options: options,
      clock: ManualClock(), logger: Logger(label: "test") { _ in log })
  }

  @Test func whatIsRecordedAfterTheCancellationIsWrittenAsLongAsTheBodyGoesOn() async throws {
    let sink = ScriptedEventSink()
    let recorder = recorder(sink)
    let gate = Gate()
    let running = Task {
      try await recorder.run {
        await gate.pass()
        #expect(Task.isCancelled)
        recorder.record(EventMachine.record("Late"))
        return 7
      }
    }
    try await gate.arrival()
    running.cancel()
    gate.open()
    #expect(try await running.value == 7)
    #expect(sink.calls.map(\.event.reason) == ["Late"])
    #expect(recorder.statistics.dropped == 0)
  }

  @Test func aBodyThatThrowsLosesNothing() async throws {
    let sink = ScriptedEventSink()
    let recorder = recorder(sink)
    await #expect(throws: Failure.self) {
      try await recorder.run {
        recorder.record(EventMachine.record("Last"))
        throw Failure()
      }
    }
    #expect(sink.calls.map(\.event.reason) == ["Last"])
  }

  @Test func everyEventThatIsLeftInTheEndIsLoggedWithItsContent() async throws {
    let sink = ScriptedEventSink { _, _ in
      throw KubernetesError(status: Status(message: "away", reason: .serviceUnavailable, code: 503))
    }
    let log = InMemoryLogHandler()
    let recorder = recorder(sink, log) { $0.drainTimeout = .zero }
    try await recorder.run {
      for number in 0..<7 { recorder.record(EventMachine.record("Reason\(number)")) }
      recorder.record(EventMachine.record("Reason3"))
    }
    let lost = log.entries.filter { $0.message == "An event is lost" }.compactMap { $0.metadata["event"]?.description }
    #expect(lost.count == 7)
    for number in 0..<7 {
      #expect(lost.contains { $0.hasPrefix("Reason\(number) of Pod web/a: stopped") }, "\(lost)")
    }
    let last = try #require(log.entries.last)
    #expect(last.level == .warning)
    #expect(last.metadata == ["events": "7", "occurrences": "8"])
    #expect(recorder.statistics.dropped == 8)
  }

  @Test func nothingIsSaidWhenEverythingWasWritten() async throws {
    let log = InMemoryLogHandler()
    let recorder = recorder(ScriptedEventSink(), log)
    try await recorder.run { recorder.record(EventMachine.record()) }
    #expect(log.entries.isEmpty)
  }

  @Test func theSecondUseLosesNothingEither() async throws {
    let sink = ScriptedEventSink()
    let recorder = recorder(sink)
    for reason in ["A", "B"] { try await recorder.run { recorder.record(EventMachine.record(reason)) } }
    #expect(sink.calls.map(\.event.reason) == ["A", "B"])
    #expect(recorder.statistics.dropped == 0)
  }
}

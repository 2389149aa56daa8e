import KubernetesCore
import KubernetesLocks
import KubernetesModels
import KubernetesTestSupport
import Testing

@testable import KubernetesControllers

@Suite("Event recorder", .timeLimit(.minutes(1)))
struct EventRecorderTests {
  private func recorder(
    _ sink: ScriptedEventSink, clock: ManualClock = ManualClock(),
    _ change: (inout EventRecorderOptions) -> Void = { _ in }
  ) -> EventRecorder {
    var options = EventRecorderOptions()
    change(&options)
    return EventRecorder(
      EventReporter(controller: "example.com/test", instance: "test-0"), sink: sink, options: options,
      clock: clock)
  }

  @Test func whatIsRecordedBeforeAndWhileItRunsIsWritten() async throws {
    let sink = ScriptedEventSink()
    let recorder = recorder(sink)
    recorder.record(EventMachine.record("Before"))
    let running = Task { try await recorder.run() }
    await sink.waitForCalls(1)
    recorder.record(EventMachine.record("While"))
    await sink.waitForCalls(2)
    running.cancel()
    try await running.value
    #expect(sink.calls.map(\.event.reason) == ["Before", "While"])
    #expect(recorder.statistics.created == 2)
    #expect(recorder.statistics.pending == 0)
  }

  @Test func aServerThatIsBusyGetsEverythingInTheEnd() async throws {
    let clock = ManualClock()
    let sink = ScriptedEventSink { _, number in
      guard number < 3 else { return }
      var error = KubernetesError(status: Status(message: "slow down", reason: .tooManyRequests, code: 429))
      error.retryAfter = .seconds(40)
      throw error
    }
    let recorder = recorder(sink, clock: clock)
    let running = Task { try await recorder.run() }
    recorder.record(EventMachine.record())
    for number in 1...3 {
      await sink.waitForCalls(number)
      // Not before the time that the server asks for.
      await clock.sleeper(by: .seconds(40 * number))
      #expect(sink.calls.count == number)
      clock.advance(by: .seconds(40))
    }
    await sink.waitForCalls(4)
    running.cancel()
    try await running.value
    #expect(recorder.statistics.created == 1)
    #expect(recorder.statistics.retried == 3)
    #expect(recorder.statistics.dropped == 0)
    #expect(Set(sink.calls.map(\.event.metadata.name)).count == 1)
  }

  @Test func dropsAreReportedWithTheirReason() async throws {
    let sink = ScriptedEventSink { _, _ in
      throw KubernetesError(
        status: Status(
          message: "going", reason: .forbidden, code: 403,
          details: Status.Details(causes: [Status.Cause(reason: "NamespaceTerminating")])))
    }
    let recorder = recorder(sink)
    var drops = recorder.drops().makeAsyncIterator()
    let running = Task { try await recorder.run() }
    recorder.record(EventMachine.record(note: "late"))
    let drop = await drops.next()
    #expect(drop?.reason == .namespaceTerminating)
    #expect(drop?.record.note == "late")
    running.cancel()
    try await running.value
  }

  @Test func recordingNeverWaitsForTheServer() async throws {
    let gate = AsyncStream.makeStream(of: Void.self)
    let sink = ScriptedEventSink { _, _ in for await _ in gate.stream { break } }
    let recorder = recorder(sink) {
      $0.queueCapacity = 5
      $0.concurrentWrites = 2
    }
    let running = Task { try await recorder.run() }
    for index in 0..<100 { recorder.record(EventMachine.record("R", EventMachine.pod("p\(index)"))) }
    #expect(recorder.statistics.dropped == 95)
    await sink.waitForCalls(2)
    #expect(sink.calls.count == 2)
    gate.continuation.finish()
    await sink.waitForCalls(5)
    running.cancel()
    try await running.value
    #expect(recorder.statistics.created == 5)
  }

  @Test func stoppingWritesTheCountsThatWereNotToldYet() async throws {
    let sink = ScriptedEventSink()
    let recorder = recorder(sink)
    let running = Task { try await recorder.run() }
    recorder.record(EventMachine.record())
    await sink.waitForCalls(1)
    for _ in 0..<9 { recorder.record(EventMachine.record()) }
    running.cancel()
    try await running.value
    #expect(sink.calls.last?.event.series?.count == 10)
  }

  @Test func stoppingEndsInTimeAndReportsWhatIsLeft() async throws {
    let clock = ManualClock()
    let sink = ScriptedEventSink { _, _ in throw KubernetesError(.transport, "no route") }
    let recorder = recorder(sink, clock: clock) { $0.drainTimeout = .seconds(3) }
    var drops = recorder.drops().makeAsyncIterator()
    let running = Task { try await recorder.run() }
    recorder.record(EventMachine.record())
    await sink.waitForCalls(1)
    running.cancel()
    await clock.sleeper(by: .seconds(1))
    clock.advance(by: .seconds(1))
    await sink.waitForCalls(2)
    await clock.sleeper(by: .seconds(3))
    clock.advance(by: .seconds(2))
    try await running.value
    #expect(await drops.next()?.reason == .stopped)
    #expect(recorder.statistics.created == 0)
  }

  @Test func aHangingSinkIsCancelledWhenTimeIsUp() async throws {
    let clock = ManualClock()
    let sink = ScriptedEventSink { _, _ in
      while !Task.isCancelled { await Task.yield() }
      throw CancellationError()
    }
    let recorder = recorder(sink, clock: clock)
    recorder.record(EventMachine.record())
    let running = Task { try await recorder.run() }
    await sink.waitForCalls(1)
    running.cancel()
    await clock.sleeper(by: .seconds(5))
    clock.advance(by: .seconds(5))
    try await running.value
    #expect(recorder.statistics.dropped == 1)
  }

  @Test func itRunsOnceAtATimeAndAgainAfterwards() async throws {
    let sink = ScriptedEventSink()
    let recorder = recorder(sink)
    for round in 1...2 {
      let running = Task { try await recorder.run() }
      while await !recorder.isRunning { await Task.yield() }
      recorder.record(EventMachine.record("R\(round)"))
      await sink.waitForCalls(round)
      await #expect(throws: KubernetesError.self) { try await recorder.run() }
      running.cancel()
      try await running.value
    }
  }

  @Test func recordersOfManyTasksLoseNothing() async throws {
    let sink = ScriptedEventSink()
    let recorder = recorder(sink)
    let running = Task { try await recorder.run() }
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for index in 0..<200 {
            recorder.record(EventMachine.record("R", EventMachine.pod("p\(task)-\(index % 20)")))
            if index % 16 == 0 { await Task.yield() }
          }
        }
      }
    }
    running.cancel()
    try await running.value
    var counts: [String: Int32] = [:]
    for call in sink.calls { counts[call.event.regarding?.name ?? "", default: 0] = call.event.series?.count ?? 1 }
    #expect(counts.count == 160)
    #expect(counts.values.allSatisfy { $0 == 10 })
    #expect(recorder.statistics.dropped == 0)
  }

  @Test func aSinkThatGivesUpByItselfHasFailed() async throws {
    let sink = ScriptedEventSink { _, number in if number == 0 { throw CancellationError() } }
    let recorder = recorder(sink) { $0.initialBackoff = .zero }
    let running = Task { try await recorder.run() }
    recorder.record(EventMachine.record())
    await sink.waitForCalls(2)
    running.cancel()
    try await running.value
    #expect(recorder.statistics.retried == 1)
    #expect(recorder.statistics.created == 1)
  }

  @Test func oneWriteAtATimeIsTheLeast() async throws {
    let sink = ScriptedEventSink()
    let recorder = recorder(sink) { $0.concurrentWrites = 0 }
    recorder.record(EventMachine.record())
    let running = Task { try await recorder.run() }
    await sink.waitForCalls(1)
    running.cancel()
    try await running.value
    #expect(recorder.statistics.created == 1)
  }

  @Test func objectsCanBeNamedInThreeWays() async throws {
    let sink = ScriptedEventSink()
    let recorder = recorder(sink)
    try await recorder.run {
      recorder.record(reason: "A", regarding: Thing("x"), note: "")
      recorder.record(
        reason: "B", regarding: Unstructured(Thing.groupVersionKind, namespace: "default", name: "x"), note: "")
      recorder.record(reason: "C", regarding: CoreV1.ObjectReference(to: Thing("x")), note: "")
    }
    let expected = CoreV1.ObjectReference(to: Thing("x"))
    #expect(Set(sink.calls.map(\.event.reason)) == ["A", "B", "C"])
    #expect(sink.calls.allSatisfy { $0.event.regarding == expected })
  }
}

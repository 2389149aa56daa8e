import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesLocks
import KubernetesTestSupport
import Testing

@Suite("Stopping a controller", .timeLimit(.minutes(1)))
struct StoppingTests {
  private let clock = ManualClock()
  private let things = ObjectCollection([Thing("a"), Thing("b")])

  @Test(arguments: [true, false]) func whatHasBegunComesToItsEnd(byCancelling: Bool) async throws {
    let gate = Gate()
    let journal = Journal()
    let sawItself = Lock(false)
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) {
      key, context in
      await gate.pass()
      #expect(context.isStopping)
      #expect(!Task.isCancelled)
      // Caches are kept while reconciles go on.
      sawItself.withLock { $0 = context.object != nil }
      journal.note(key)
      return .done
    }
    let run = Task { try await controller.run() }
    try await gate.arrival()
    if byCancelling { run.cancel() } else { controller.stop() }
    try await eventually { controller.state == .draining }
    #expect(!controller.enqueue(.named("c")))
    gate.open()
    try await run.value
    #expect(journal.value.count == 1)
    #expect(sawItself.withLock { $0 })
    #expect(controller.state == .idle)
  }

  @Test func whatTakesTooLongIsCancelled() async throws {
    let began = Journal()
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { key, _ in
      began.note(key)
      try await Task.sleep(for: .seconds(3_600))
      return .done
    }
    let outcomes = controller.outcomes()
    let run = Task { try await controller.run() }
    try await began.wait { !$0.isEmpty }
    run.cancel()
    await clock.sleeper(by: .seconds(30))
    clock.advance(by: .seconds(30))
    try await run.value
    guard case .cancelled = await outcomes.first()?.ending else {
      Issue.record("the reconcile was not cancelled")
      return
    }
    #expect(await outcomes.first() == nil)
    #expect(began.value.count == 1)
  }

  @Test func theShortestLimitCounts() async throws {
    let began = Journal()
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { key, _ in
      began.note(key)
      try await Task.sleep(for: .seconds(3_600))
      return .done
    }
    let run = Task { try await controller.run() }
    try await began.wait { !$0.isEmpty }
    run.cancel()
    await clock.sleeper(by: .seconds(30))
    controller.stop(within: .seconds(2))
    await clock.sleeper(by: .seconds(2))
    clock.advance(by: .seconds(2))
    try await run.value
  }

  @Test func aControllerThatStillWaitsForItsCachesStopsAtOnce() async throws {
    things.fail(KubernetesError(.transport, "nobody is there"))
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { _, _ in
      .done
    }
    let run = Task { try await controller.run() }
    try await eventually { controller.state == .syncing }
    run.cancel()
    try await run.value
  }

  @Test func aRunThatIsCancelledBeforeItBeginsEnds() async throws {
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { _, _ in
      .done
    }
    let gate = Gate()
    let run = Task {
      await gate.pass()
      try await controller.run()
    }
    run.cancel()
    gate.open()
    try await run.value
    #expect(controller.state == .idle)
  }

  @Test func outcomesEndWithTheRun() async throws {
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { _, _ in
      .done
    }
    let outcomes = controller.outcomes()
    try await running(controller) { try await eventually { controller.isIdle } }
    var keys: [ObjectKey] = []
    for await outcome in outcomes { keys.append(outcome.key) }
    #expect(Set(keys) == [.named("a"), .named("b")])
  }

  @Test func aWorkerWhoseOwnTaskIsCancelledTakesNoFurtherKey() async throws {
    let journal = Journal()
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { key, _ in
      journal.note(key)
      withUnsafeCurrentTask { $0?.cancel() }
      return .done
    }
    // It was the only worker, so that the run ends.
    try await controller.run()
    #expect(journal.value.count == 1)
  }
}

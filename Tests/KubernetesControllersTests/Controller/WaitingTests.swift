import KubernetesClient
import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesTestSupport
import Testing

@Suite("Waiting for a controller", .timeLimit(.minutes(1)))
struct WaitingTests {
  private let clock = ManualClock()
  private let things = ObjectCollection([Thing("a"), Thing("b")])

  private var controller: Controller<Thing> {
    Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { _, _ in .done }
  }

  /// Somebody who waits already when this returns: the main actor takes its tasks in turn.
  @MainActor private func waiter(_ controller: Controller<Thing>) async -> Task<Void, any Error> {
    let waiter = Task { try await controller.waitUntilWorking() }
    await Task {}.value
    return waiter
  }

  private func expectTimeout(_ body: () async throws -> Void) async {
    let error = await #expect(throws: ControllerError.self) { try await body() }
    guard case .syncTimedOut = error else {
      Issue.record("it ended with \(String(describing: error))")
      return
    }
  }

  @Test func whoWaitsForARunThatFailsIsToldWhy() async throws {
    things.fail(KubernetesError(.transport, "nobody is there"))
    let controller = controller
    let early = await waiter(controller)
    let run = Task { try await controller.run() }
    try await eventually { controller.state == .syncing }
    let late = await waiter(controller)
    while controller.state != .idle {
      clock.advance(by: .seconds(60))
      await Task.yield()
    }
    for task in [run, early, late] { await expectTimeout { try await task.value } }
    // Also who begins to wait when it is over.
    await expectTimeout { try await controller.waitUntilWorking() }
  }

  @Test func whoWaitsForARunThatIsStoppedIsToldSo() async throws {
    things.fail(KubernetesError(.transport, "nobody is there"))
    let controller = controller
    let waiter = await waiter(controller)
    let run = Task { try await controller.run() }
    try await eventually { controller.state == .syncing }
    controller.stop()
    await #expect(throws: ControllerError.self) { try await waiter.value }
    try await run.value
  }

  @Test func aNewRunIsWaitedForAsIfNoneHadFailed() async throws {
    let keys = AsyncThrowingStream<ObjectKey, any Error> { throw Failure() }
    let failing = controller.watches(keys: keys)
    await #expect(throws: ControllerError.self) { try await failing.run() }
    let controller = controller
    for _ in 0..<3 {
      let waiter = await waiter(controller)
      try await running(controller) { try await waiter.value }
    }
  }

  @Test func onlyAControllerThatWorksIsIdle() async throws {
    let controller = controller
    #expect(!controller.isIdle)
    things.fail(KubernetesError(.transport, "nobody is there"))
    let run = Task { try await controller.run() }
    try await eventually { controller.state == .syncing }
    #expect(!controller.isIdle)
    run.cancel()
    _ = await run.result
    things.fail(nil)
    try await running(controller) { try await eventually { controller.isIdle } }
    #expect(!controller.isIdle)
  }
}

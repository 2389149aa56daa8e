import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("Waiting for the sync of a handler", .timeLimit(.minutes(1)))
struct EventHandlerSyncTests {
  private let clock = ManualClock()

  @Test func `it fails if nobody runs the informer`() async throws {
    let informer = try Informer(SimulatedServer(), clock: clock)
    let registration = informer.addEventHandler(ResourceEventHandler())
    let waiting = Task { try await registration.waitForSync() }
    await clock.sleepers()
    clock.advance(by: .seconds(10))
    await #expect(throws: InformerError.notRunning) { try await waiting.value }
  }

  @Test func `it fails if the informer is stopped before`() async throws {
    let informer = try Informer(BrokenServer(), logger: nil, clock: clock)
    let registration = informer.addEventHandler(ResourceEventHandler())
    let waiting = Task { try await registration.waitForSync() }
    await clock.sleepers()
    let run = Task { try await informer.run() }
    await informer.waitForBackoff()
    informer.stop()
    try await run.value
    await #expect(throws: InformerError.stoppedBeforeSync) { try await waiting.value }
  }

  @Test func `it fails if the handler is removed before`() async throws {
    let informer = try Informer(BrokenServer(), logger: nil, clock: clock)
    let registration = informer.addEventHandler(ResourceEventHandler())
    let waiting = Task { try await registration.waitForSync() }
    await clock.sleepers()
    registration.remove()
    await #expect(throws: InformerError.handlerRemoved) { try await waiting.value }
  }

  @Test func `it ends with its task`() async throws {
    let informer = try Informer(SimulatedServer(), clock: clock)
    let registration = informer.addEventHandler(ResourceEventHandler())
    let waiting = Task { try await registration.waitForSync() }
    await clock.sleepers()
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }
}

import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("The limit of waiting for a sync", .timeLimit(.minutes(1)))
struct SyncLimitTests {
  private static let resource = GroupVersionResource(version: "v1", resource: "tests")

  @Test func `the error has the reason, and the informer goes on`() async throws {
    let clock = ManualClock()
    let informer = try Informer(BrokenServer(), logger: nil, clock: clock, random: { 0 })
    let run = Task { try await informer.run() }
    await informer.waitForBackoff()
    let waiting = Task { try await informer.waitForSync(within: .milliseconds(500)) }
    await clock.sleeper(by: .milliseconds(500))
    clock.advance(by: .milliseconds(500))
    let error = await #expect(throws: InformerError.self) { try await waiting.value }
    guard case .syncTimedOut(.milliseconds(500), let reason) = error else {
      informer.stop()
      return #expect(Bool(false), "\(String(describing: error))")
    }
    #expect((reason as? KubernetesError)?.isForbidden == true)
    #expect(error?.description.contains("\(Failures.forbidden)") == true)
    #expect(informer.isRunning)
    informer.stop()
    try await run.value
  }

  @Test func `a limit does not hide that nobody runs the informer`() async throws {
    let clock = ManualClock()
    let informer = try Informer(SimulatedServer(), clock: clock)
    let waiting = Task { try await informer.waitForSync(within: .seconds(3)) }
    await clock.sleepers(2)
    clock.advance(by: .seconds(3))
    await #expect(throws: InformerError.notRunning) { try await waiting.value }
  }

  @Test func `a sync within the limit ends the waiting`() async throws {
    let informer = try Informer(SimulatedServer(), clock: ManualClock())
    let run = Task { try await informer.run() }
    try await informer.waitForSync(within: .seconds(1))
    #expect(informer.hasSynced)
    informer.stop()
    try await run.value
  }

  @Test func `groups and factories have the same limit`() async throws {
    let clock = ManualClock()
    let factory = SharedInformerFactory(logger: nil, clock: clock)
    let group = try await factory.informers(for: Self.resource, namespaces: ["x"]) { _ in BrokenServer() }
    let run = Task { try await factory.run() }
    for informer in group.informers.values { await informer.waitForBackoff() }
    let waiting = [
      Task { try await group.waitForSync(within: .milliseconds(500)) },
      Task { try await factory.waitForCacheSync(within: .milliseconds(500)) },
    ]
    // The two limits, and the informer's backoff.
    await clock.sleepers(3)
    clock.advance(by: .milliseconds(500))
    for task in waiting {
      let error = await #expect(throws: InformerError.self) { try await task.value }
      #expect(error == .syncTimedOut(limit: .milliseconds(500), lastError: Failures.forbidden))
    }
    run.cancel()
    try await run.value
  }

  @Test func `errors are equal that say the same`() {
    let error = InformerError.syncTimedOut(limit: .seconds(1), lastError: nil)
    #expect(error == .syncTimedOut(limit: .seconds(1), lastError: nil))
    #expect(error != .syncTimedOut(limit: .seconds(2), lastError: nil))
    #expect(error != .syncTimedOut(limit: .seconds(1), lastError: Failures.forbidden))
    #expect(Set([error, .notRunning, .alreadyRunning, .stoppedBeforeSync, error]).count == 4)
  }
}

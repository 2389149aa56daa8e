import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("Releasing shared informers", .timeLimit(.minutes(1)))
struct SharedInformerReleaseTests {
  private static let resource = GroupVersionResource(version: "v1", resource: "tests")

  @Test func `who waits for all does not wait for one that is released meanwhile`() async throws {
    let clock = ManualClock()
    let factory = SharedInformerFactory(logger: nil, clock: clock)
    let good = try await factory.informer(for: Self.resource, from: SimulatedServer())
    let broken = try await factory.informer(for: Self.resource, namespace: "x", from: BrokenServer())
    let run = Task { try await factory.run() }
    try await good.waitForSync()
    await broken.waitForBackoff()
    let waiting = Task { try await factory.waitForCacheSync(within: .seconds(3_600)) }
    // The good one's watch, the broken one's delay, and a limit.
    await clock.sleepers(3)
    factory.release(broken)
    try await waiting.value
    run.cancel()
    try await run.value
  }

  @Test func `nor if nobody has run it`() async throws {
    let clock = ManualClock()
    let factory = SharedInformerFactory(logger: nil, clock: clock)
    let informer = try await factory.informer(for: Self.resource, from: SimulatedServer())
    let waiting = Task { try await factory.waitForCacheSync() }
    await clock.sleepers()
    factory.release(informer)
    try await waiting.value
  }

  @Test func `a group is released at once`() async throws {
    let factory = SharedInformerFactory()
    let server = SimulatedServer()
    let group = try await factory.informers(for: Self.resource, namespaces: ["x", "y"]) { _ in server }
    let single = try await factory.informer(for: Self.resource, namespace: "x", from: server)
    factory.release(group)
    #expect(factory.count == 1)
    factory.release(single)
    #expect(factory.count == 0)
  }
}

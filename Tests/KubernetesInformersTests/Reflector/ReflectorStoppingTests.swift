import KubernetesCore
import Testing

@testable import KubernetesInformers

/// Whatever it is doing, a reflector ends with its task, without any time passing.
@Suite("Reflector, stopping")
struct ReflectorStoppingTests {
  private typealias Harness = ReflectorHarness

  private func expectEnd(
    _ harness: ReflectorHarness, in state: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    harness.run()
    #expect(harness.state == state, sourceLocation: sourceLocation)
    #expect(!harness.hasEnded, sourceLocation: sourceLocation)
    let failures = harness.status.failures
    harness.cancel()
    #expect(harness.hasEnded, sourceLocation: sourceLocation)
    #expect(harness.state == "idle", sourceLocation: sourceLocation)
    #expect(!harness.isAsleep, "somebody still waits", sourceLocation: sourceLocation)
    #expect(harness.status.failures == failures, "being stopped is no failure", sourceLocation: sourceLocation)
  }

  @Test func `while it lists`() { expectEnd(Harness(), in: "listing") }

  @Test func `between two pages`() {
    expectEnd(Harness(lists: [Harness.page([TestObject("a", version: 3)], 7, token: "more")]), in: "listing")
  }

  @Test func `while it streams`() {
    expectEnd(Harness(watches: [[.events(.added(TestObject("a", version: 3)))]], listing: .streaming), in: "streaming")
  }

  @Test func `while it watches`() { expectEnd(Harness(lists: [Harness.page([], 7)]), in: "watching") }

  @Test func `while it waits to try again`() {
    expectEnd(Harness(lists: [.failure(Failures.forbidden)]), in: "backingOff")
  }

  @Test func `while it hands on a list`() {
    expectEnd(Harness(lists: [Harness.page([TestObject("a", version: 3)], 7)], hangs: true), in: "listing")
  }

  @Test func `while it hands on a stream`() {
    expectEnd(
      Harness(watches: [[.events(Harness.bookmark(7, endsInitialEvents: true))]], listing: .streaming, hangs: true),
      in: "streaming")
  }
}

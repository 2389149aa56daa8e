import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("Resync", .timeLimit(.minutes(1)))
struct ResyncTests {
  @Test func `those who asked are told everything again, the others nothing`() async throws {
    let clock = ManualClock()
    let server = SimulatedServer()
    server.set("a")
    server.set("b")
    let informer = try Informer(server, clock: clock)
    let run = Task { try await informer.run() }
    try await informer.waitForSync()
    var resyncing = informer.deltas(resync: .seconds(60)).makeAsyncIterator()
    var other = informer.deltas().makeAsyncIterator()
    for _ in 0..<3 {
      _ = await resyncing.next()
      _ = await other.next()
    }
    for _ in 0..<2 {
      // The limit of the watch, and the resync.
      await clock.sleepers(2)
      clock.advance(by: .seconds(60))
      for _ in 0..<2 {
        let delta = await resyncing.next()
        #expect(delta?.isResync == true)
      }
    }
    server.set("c")
    guard case .added(let object) = await other.next() else { return #expect(Bool(false)) }
    #expect(object.key.name == "c")
    informer.stop()
    try await run.value
    #expect(server.lists.count == 1)
  }
}

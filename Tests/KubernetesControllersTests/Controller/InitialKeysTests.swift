import Foundation
import KubernetesCore
import KubernetesInformers
import KubernetesLocks
import KubernetesWorkQueue
import Testing

@testable import KubernetesControllers

@Suite("The keys of what is there at first", .timeLimit(.minutes(1)))
struct InitialKeysTests {
  private let things = ObjectCollection([Thing("a"), Thing("b")])

  @Test func workBeginsWhenTheKeysOfWhatIsThereAreQueued() async throws {
    let parts = ObjectCollection([Part("p")])
    let state = Lock<@Sendable () -> ControllerState>({ .idle })
    let seen = Lock<ControllerState?>(nil)
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet) { _, _ in .done }
      .watches(ControllerSource(parts)) { part in
        let now = state.withLock { $0 }
        // Long enough for the work to begin, if it could.
        for _ in 0..<20_000 where now() == .syncing { sched_yield() }
        seen.withLock { $0 = now() }
        return [.named("of \(part.key.name)")]
      }
    state.withLock { $0 = { controller.state } }
    try await running(controller) { #expect(seen.withLock { $0 } == .syncing) }
  }

  @Test func aSourceIsSyncedWhenItsKeysAreQueued() async throws {
    let informer = try Informer(things, options: .paged)
    let informing = Task { try await informer.run() }
    try await informer.waitForSync()
    let source = try await ControllerSource(informer).open(
      noClient, SharedInformerFactory(), mapping: nil, filter: nil)
    #expect(!source.isSynced())
    let run = ControllerRun(name: "test", options: .quiet, outcomes: OutcomeHub())
    let feed = Task { await source.feeds[0](run, ControllerCache([source])) }
    try await source.waitForSync(.seconds(10))
    #expect(source.isSynced())
    #expect(run.queue.count == 2)
    informing.cancel()
    await feed.value
    try await informing.value
  }
}

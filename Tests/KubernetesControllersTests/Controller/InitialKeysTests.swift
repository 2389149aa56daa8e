import KubernetesCore
import KubernetesInformers
import KubernetesWorkQueue
import Testing

@testable import KubernetesControllers

@Suite("The keys of what is there at first", .timeLimit(.minutes(1)))
struct InitialKeysTests {
  private let things = ObjectCollection([Thing("a"), Thing("b")])

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

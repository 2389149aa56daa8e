import KubernetesCore
import KubernetesLocks
import Testing

@testable import KubernetesInformers

@Suite("Memory", .timeLimit(.minutes(2)))
struct MemoryTests {
  /// Lists 100 new objects at each call and sends one more in each watch.
  private struct Source: ListerWatcher {
    typealias Object = Tracked
    let census: Census
    let never = Observed(())

    func object(_ i: Int) -> Tracked {
      Tracked(metadata: TestObject("object-\(i)", version: i + 1).metadata, census)
    }
    func list(_ options: ListOptions) async throws -> ListPage<Tracked> {
      ListPage(items: (0..<100).map(object), resourceVersion: "100")
    }
    func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<Tracked>, any Error> {
      let sent = Lock(false)
      return AsyncThrowingStream {
        if sent.withLock({ sent in
          defer { sent = true }
          return sent
        }) {
          _ = await never.change(after: 0)
          return nil
        }
        return WatchBatch(events: [.added(object(100))])
      }
    }
  }

  @Test func `100 starts and stops leave nothing alive`() async throws {
    let census = Census()
    do {
      var options = InformerOptions()
      options.reflector.listing = .paged
      let informer = try Informer(
        Source(census: census), options: options,
        indexers: [Indexer<Tracked>("name", value: { $0.metadata.name })], clock: VirtualClock())
      for _ in 0..<100 {
        let run = Task { try await informer.run() }
        let loop = Task {
          var count = 0
          for await _ in informer.deltas() { count += 1 }
          return count
        }
        try await informer.store.wait(untilObserved: "101", fedWithin: informer)
        #expect(census.alive >= 101)
        informer.stop()
        try await run.value
        loop.cancel()
        _ = await loop.value
        // Tasks of the run that have ended let go of what they held a moment later.
        for _ in 0..<100_000 where census.alive > 0 { await Task.yield() }
        #expect(census.alive == 0)
        #expect(informer.hub.count == 0)
      }
    }
    #expect(census.alive == 0)
  }
}

extension ThreadSafeStore {
  /// Waits for a version in the store of an informer that is just being started.
  fileprivate func wait(untilObserved version: String, fedWithin informer: Informer<Object>) async throws {
    try await informer.life.wait { $0.isRunning }
    try await informer.waitForSync()
    try await wait(untilObserved: version)
  }
}

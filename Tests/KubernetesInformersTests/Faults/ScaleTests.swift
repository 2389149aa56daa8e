import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("Scale", .timeLimit(.minutes(3)))
struct ScaleTests {
  private static let count = 100_000
  private static let updates = 100

  /// Lists 100,000 objects in pages or as a stream, then changes every one of them, in batches of a thousand.
  private struct Source: ListerWatcher {
    typealias Object = Tracked
    let census: Census
    let never = Observed(())

    private func object(_ i: Int, version: Int) -> Tracked {
      Tracked(metadata: TestObject("object-\(i)", version: version).metadata, census)
    }

    func list(_ options: ListOptions) async throws -> ListPage<Tracked> {
      let start = options.continueToken.flatMap { Int($0) } ?? 0
      let end = start + 10_000
      return ListPage(
        items: (start..<end).map { object($0, version: $0 + 1) }, resourceVersion: "\(count)",
        continueToken: end < count ? "\(end)" : nil)
    }

    func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<Tracked>, any Error> {
      let next = Lock(options.sendInitialEvents == true ? -100 : 0)
      return AsyncThrowingStream {
        let batch = next.withLock { next in
          defer { next += 1 }
          return next
        }
        if batch < 0 {
          let start = (batch + 100) * 1_000
          var events = (start..<start + 1_000).map { WatchEvent.added(object($0, version: $0 + 1)) }
          if batch == -1 {
            events.append(.bookmark(WatchBookmark(resourceVersion: "\(count)", endsInitialEvents: true)))
          }
          return WatchBatch(events: events)
        }
        guard batch < updates else {
          _ = await never.change(after: 0)
          return nil
        }
        return WatchBatch(
          events: (0..<1_000).map { i in
            .modified(object((batch * 1_000 + i) % count, version: count + batch * 1_000 + i + 1))
          })
      }
    }
  }

  @Test(arguments: [ReflectorOptions.Listing.paged, .streaming])
  func `100,000 objects that all change, beside a stalled subscriber, take the memory of 100,000 objects and a little`(
    listing: ReflectorOptions.Listing
  ) async throws {
    let census = Census()
    var options = InformerOptions()
    options.reflector.listing = listing
    let informer = try Informer(Source(census: census), options: options, clock: ManualClock())
    let run = Task { try await informer.run() }
    try await informer.waitForSync()
    var stalled = informer.deltas(.bounded(1_000)).makeAsyncIterator()
    _ = await stalled.next()
    try await informer.store.wait(untilObserved: "\(Self.count + Self.updates * 1_000)")
    #expect(informer.store.count == Self.count)
    // What the stalled subscriber holds is the snapshot that it began to read: another 100,000, not one for each change.
    #expect(census.peak < 2 * Self.count + options.queueCapacity * 4)
    informer.stop()
    try await run.value
    while await stalled.next() != nil {}
    #expect(census.alive == 0)
  }
}

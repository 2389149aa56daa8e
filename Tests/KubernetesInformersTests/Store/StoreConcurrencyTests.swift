import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("Reading beside the writer")
struct StoreConcurrencyTests {
  /// The writer moves all objects from one generation to the next, one batch a generation: what a reader gets at once
  /// must be of one generation.
  @Test(.timeLimit(.minutes(1)), arguments: [40, 1_100])
  func `snapshots are never in the middle of a batch`(count: Int) async throws {
    let store = try ThreadSafeStore<TestObject>()
    let generations = count > 1_000 ? 12 : 60
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for generation in 1...generations {
          let items = (0..<count).map {
            TestObject("object-\($0)", version: generation * 10_000 + $0, value: generation)
          }
          if count > 1_024 || generation % 3 == 0 {
            await store.apply([.replace(Replacement(items: items, resourceVersion: "\(generation * 10_000 + count)"))])
          } else {
            await store.apply(items.map { .set($0) })
          }
        }
      }
      for reader in 0..<2 {
        group.addTask {
          var last = 0
          while last < generations {
            let snapshot = store.snapshot()
            let values = Set(snapshot.objects.map(\.value))
            #expect(values.count <= 1, "reader \(reader) saw \(values)")
            let now = values.first ?? 0
            #expect(now >= last)
            last = now
            if let object = store.get(namespace: "default", name: "object-7") { #expect(object.value >= now) }
            await Task.yield()
          }
        }
      }
    }
    await store._checkInvariants()
  }
}

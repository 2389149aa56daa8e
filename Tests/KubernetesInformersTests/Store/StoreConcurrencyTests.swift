import KubernetesCore
import KubernetesLocks
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

  /// Readers find old entries in stripes that are yet to be exchanged: those must live until then.
  @Test(.timeLimit(.minutes(1)))
  func `objects can be read while all of them are exchanged or removed`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    let lister = Lister([store])
    let names = (0..<2_000).map { "object-\($0)" }
    let isOver = Lock(false)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask {
          while !isOver.withLock({ $0 }) {
            for (number, name) in names.enumerated() {
              if let object = store.get(namespace: "default", name: name) { #expect(object.value == number) }
              if let object = lister.get(namespace: "default", name: name) { #expect(object.metadata.name == name) }
            }
            await Task.yield()
          }
        }
      }
      for round in 1...20 {
        let items = names.enumerated().map { TestObject($1, version: round, value: $0) }
        await store.apply([.replace(Replacement(items: items, resourceVersion: "\(round)"))])
        if round % 2 == 0 { await store.removeAll() }
      }
      isOver.withLock { $0 = true }
    }
    await store._checkInvariants()
  }
}

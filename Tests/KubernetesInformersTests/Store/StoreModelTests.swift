import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("ThreadSafeStore against a model")
struct StoreModelTests {
  static let indexers: [Indexer<TestObject>] = [
    Indexer("value", value: { $0.value < 3 ? nil : "\($0.value % 7)" }),
    Indexer("tag", values: { $0.tags }),
  ]

  /// Random changes, among them whole lists small and large; after each the store is compared with a dictionary.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func `a store holds what a dictionary would, under all indexes, and old snapshots do not change`(
    seed: UInt64
  ) async throws {
    var random = SeededGenerator(seed: seed)
    let store = try ThreadSafeStore(indexers: Self.indexers)
    var model: [ObjectKey: TestObject] = [:]
    var replica = Replica()
    var version = 1
    var held: [(StoreSnapshot<TestObject>, [ObjectKey: TestObject])] = []
    for step in 0..<40 {
      let changes = Self.changes(&random, &model, &version)
      replica.apply(await store.apply(changes))
      try await compare(store, model, "seed \(seed), step \(step)")
      #expect(replica.objects == model, "seed \(seed), step \(step)")
      if step % 9 == 0 { held.append((store.snapshot(), model)) }
      if step == 20 {
        try await store.addIndexers([Indexer("late", value: { "\($0.value % 3)" })])
      }
    }
    #expect(replica.faults == [])
    for (snapshot, model) in held {
      #expect(Self.dictionary(snapshot.objects) == model)
      #expect(snapshot.count == model.count)
    }
    for value in 0..<3 {
      let found = Set(try store.byIndex("late", "\(value)").map(\.key))
      #expect(found == Set(model.values.filter { $0.value % 3 == value }.map(\.key)))
    }
  }

  private static func changes(
    _ random: inout SeededGenerator, _ model: inout [ObjectKey: TestObject], _ version: inout Int
  ) -> [CacheChange<TestObject>] {
    if random.chance(15) {
      let count = [0, 3, 200, 1_500].randomElement(using: &random) ?? 0
      var items: [TestObject] = []
      var next: [ObjectKey: TestObject] = [:]
      for _ in 0..<count {
        version += 1
        var object = object(&random, version, names: 4_000)
        // Some of the list has not changed since.
        if random.chance(50), let same = model[object.key] { object = same }
        items.append(object)
        next[object.key] = object
      }
      let retained = random.chance(50) ? model.keys.sorted().prefix(3) : []
      for key in retained where next[key] == nil { next[key] = model[key] }
      model = next
      version += 1
      return [.replace(Replacement(items: items, resourceVersion: "\(version)", retained: Array(retained)))]
    }
    return (0..<Int.random(in: 1...300, using: &random)).map { _ in
      version += 1
      let object = object(&random, version, names: 200)
      if random.chance(35) {
        model[object.key] = nil
        return .delete(object)
      }
      model[object.key] = object
      return .set(object)
    }
  }

  private static func object(_ random: inout SeededGenerator, _ version: Int, names: Int) -> TestObject {
    let name = Int.random(in: 0..<names, using: &random)
    return TestObject(
      "object-\(name)", namespace: "namespace-\(name % 5)", version: version,
      value: Int.random(in: 0..<30, using: &random),
      tags: (0..<Int.random(in: 0...4, using: &random)).map { _ in "\(Int.random(in: 0..<6, using: &random))" })
  }

  private static func dictionary(_ objects: StoredObjects<TestObject>) -> [ObjectKey: TestObject] {
    Dictionary(objects.map { ($0.key, $0) }, uniquingKeysWith: { _, b in b })
  }

  private func compare(
    _ store: ThreadSafeStore<TestObject>, _ model: [ObjectKey: TestObject], _ comment: Comment
  ) async throws {
    await store._checkInvariants()
    #expect(store.count == model.count, comment)
    #expect(Self.dictionary(store.list()) == model, comment)
    for (key, object) in model { #expect(store.get(key) == object, comment) }
    #expect(store.get(ObjectKey(namespace: "namespace-0", name: "nobody")) == nil)
    var byNamespace: [String: Set<ObjectKey>] = [:]
    var byTag: [String: Set<ObjectKey>] = [:]
    for object in model.values {
      byNamespace[object.metadata.namespace ?? "", default: []].insert(object.key)
      for tag in object.tags { byTag[tag, default: []].insert(object.key) }
    }
    #expect(Set(try store.indexValues(.namespace)) == Set(byNamespace.keys), comment)
    #expect(Set(try store.indexValues("tag")) == Set(byTag.keys), comment)
    for (namespace, keys) in byNamespace {
      #expect(Set(try store.indexKeys(.namespace, namespace)) == keys, comment)
    }
    for (tag, keys) in byTag {
      let found = try store.byIndex("tag", tag)
      #expect(found.count == keys.count, comment)
      #expect(Set(found.keys) == keys, comment)
    }
  }
}

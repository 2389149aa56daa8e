import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("Indexes")
struct StoreIndexTests {
  @Test func `an index that is not there is an error that names those that are`() throws {
    let store = try ThreadSafeStore<TestObject>(indexers: [.label("app")])
    #expect(throws: StoreError.unknownIndex("node", known: [.namespace, "label:app"])) {
      try store.byIndex("node", "a")
    }
  }

  @Test func `two indexes of one name are refused, at first and later`() async throws {
    #expect(throws: StoreError.duplicateIndex(.namespace)) {
      try ThreadSafeStore<TestObject>(indexers: [Indexer(.namespace, value: { _ in nil })])
    }
    let store = try ThreadSafeStore<TestObject>(indexers: [.label("app")])
    await #expect(throws: StoreError.duplicateIndex("label:app")) { try await store.addIndexers([.label("app")]) }
  }

  @Test func `a value that an index function gives twice counts once`() async throws {
    let store = try ThreadSafeStore<TestObject>(indexers: [Indexer("tag", values: { $0.tags })])
    await store.apply([.set(TestObject("a", version: 1, tags: ["x", "x", "y"]))])
    await store._checkInvariants()
    #expect(try store.byIndex("tag", "x").count == 1)
    await store.apply([.set(TestObject("a", version: 2, tags: ["y", "y"]))])
    await store._checkInvariants()
    #expect(try store.indexValues("tag") == ["y"])
  }

  @Test func `values that no object has any more are forgotten`() async throws {
    let store = try ThreadSafeStore<TestObject>(indexers: [Indexer("value", value: { "\($0.value)" })])
    for version in 1...500 { await store.apply([.set(TestObject("a", version: version, value: version))]) }
    #expect(try store.indexValues("value") == ["500"])
    await store.apply([.delete(TestObject("a", version: 501))])
    #expect(try store.indexValues("value") == [])
    #expect(try store.indexValues(.namespace) == [])
    await store._checkInvariants()
  }

  @Test func `cluster-scoped objects are under the empty namespace`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject("node", namespace: nil, version: 1))])
    #expect(try store.indexKeys(.namespace, "") == [ObjectKey(name: "node")])
  }
}

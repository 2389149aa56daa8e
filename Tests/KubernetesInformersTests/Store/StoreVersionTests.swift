import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("ThreadSafeStore and versions")
struct StoreVersionTests {
  @Test func `an event with an older or the same state of an object is ignored`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject("a", version: 9, value: 9))])
    let batches = await store.apply([
      .set(TestObject("a", version: 8, value: 8)), .set(TestObject("a", version: 9, value: 1)),
      .delete(TestObject("a", version: 7)),
    ])
    #expect(batches.flatMap(\.deltas).isEmpty)
    #expect(store.get(namespace: "default", name: "a")?.value == 9)
    #expect(store.resourceVersion == "9")
  }

  @Test func `an event from before an object's deletion does not bring it back, one from after it does`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject("a", version: 3)), .delete(TestObject("a", version: 5))])
    await store.apply([.set(TestObject("a", version: 4))])
    #expect(store.count == 0)
    await store.apply([.set(TestObject("a", version: 6))])
    #expect(store.count == 1)
  }

  @Test func `versions that are no numbers are taken in the order of their arrival`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    var object = TestObject("a", value: 1)
    object.metadata.resourceVersion = "beta"
    await store.apply([.set(object)])
    object.metadata.resourceVersion = "alpha"
    object.value = 2
    await store.apply([.set(object)])
    #expect(store.get(object.key)?.value == 2)
    #expect(store.resourceVersion == "alpha")
  }

  @Test func `a list may take the store back in time`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject("a", version: 900, value: 1))])
    let replacement = Replacement(items: [TestObject("a", version: 5, value: 2)], resourceVersion: "6")
    await store.apply([.replace(replacement)])
    #expect(store.get(namespace: "default", name: "a")?.value == 2)
    #expect(store.resourceVersion == "6")
  }

  @Test func `of a list from before, every object counts: the same version can be another state`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject("a", version: 5, value: 1)), .bookmark("9")])
    let replacement = Replacement(items: [TestObject("a", version: 5, value: 2)], resourceVersion: "6")
    await store.apply([.replace(replacement)])
    #expect(store.get(namespace: "default", name: "a")?.value == 2)
  }

  @Test(arguments: [0, 2_000])
  func `an event from before a list does not bring back what the list does not have`(others: Int) async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply((0..<others).map { .set(TestObject("object-\($0)", version: 2)) })
    await store.apply([.set(TestObject("a", version: 3))])
    await store.apply([.replace(Replacement(items: [], resourceVersion: "9"))])
    await store.apply([.set(TestObject("a", version: 3))])
    #expect(store.count == 0)
    await store.apply([.set(TestObject("a", version: 10))])
    #expect(store.count == 1)
  }

  @Test func `a list from before forgets the deletions after it`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject("a", version: 900)), .delete(TestObject("a", version: 901))])
    await store.apply([.replace(Replacement(items: [], resourceVersion: "6"))])
    await store.apply([.set(TestObject("a", version: 7))])
    #expect(store.count == 1)
  }

  @Test func `bookmarks move the version`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    let batches = await store.apply([.bookmark("17")])
    #expect(store.resourceVersion == "17")
    #expect(batches.map(\.resourceVersion) == ["17"])
    #expect(store.snapshot().resourceVersion == "17")
  }

  @Test(.timeLimit(.minutes(1)))
  func `waiting for a version ends when the store has it, or a newer one`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    async let waiting: Void = store.wait(untilObserved: "5")
    await store.apply([.set(TestObject("a", version: 4))])
    await store.apply([.set(TestObject("b", version: 6))])
    try await waiting
    try await store.wait(untilObserved: "6")
  }

  @Test(.timeLimit(.minutes(1)))
  func `waiting fails when nobody fills the store any more`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    let waiting = Task { try await store.wait(untilObserved: "5") }
    store.setFed(false)
    await #expect(throws: StoreError.notFed) { try await waiting.value }
  }

  @Test(.timeLimit(.minutes(1)))
  func `waiting ends with the task`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    let task = Task { try await store.wait(untilObserved: "5") }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}

@Suite("ThreadSafeStore and deletions that cannot be read")
struct StoreUnreadDeletionTests {
  private static let key = ObjectKey(namespace: "default", name: "a")

  @Test func `the object goes, with the state that is known`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject("a", version: 3, value: 7))])
    let batches = await store.apply([.deleteUnread(Self.key, resourceVersion: "5")])
    guard case .deleted(let last, .inferred) = batches.first?.deltas.first else { return #expect(Bool(false)) }
    #expect(last.value == 7)
    #expect(store.count == 0)
    #expect(store.resourceVersion == "5")
    await store.apply([.set(TestObject("a", version: 4))])
    #expect(store.count == 0)
  }

  @Test func `the object's next life stays`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject("a", version: 6)), .deleteUnread(Self.key, resourceVersion: "5")])
    #expect(store.count == 1)
  }
}

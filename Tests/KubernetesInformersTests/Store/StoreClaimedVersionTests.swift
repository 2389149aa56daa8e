import KubernetesCore
import Testing

@testable import KubernetesInformers

/// The version that a store says it has reached: nothing up to it may be missing.
@Suite("ThreadSafeStore and the versions it claims")
struct StoreClaimedVersionTests {
  /// A queue that has left out an early change of an object for a late one.
  private static func compacted() -> DeltaFIFOStateMachine<TestObject> {
    var machine = DeltaFIFOStateMachine<TestObject>(capacity: 1_100)
    _ = machine.enqueue([.set(TestObject("a", version: 1))])
    _ = machine.enqueue((2...1_100).map { (i: Int) in .set(TestObject("object-\(i)", version: i)) })
    _ = machine.enqueue([.set(TestObject("a", version: 1_101))])
    return machine
  }

  @Test func `in the middle of a compacted queue no version is claimed`() async throws {
    var machine = Self.compacted()
    #expect(machine.compactions == 1)
    let store = try ThreadSafeStore<TestObject>()
    let batches = await store.apply(machine.popAll())
    #expect(batches.map(\.resourceVersion) == ["", "1101"])
    #expect(store.resourceVersion == "1101")
    #expect(store.snapshot().resourceVersion == "1101")
  }

  @Test func `a resync at the end takes nothing from the version`() async throws {
    var machine = Self.compacted()
    _ = machine.enqueue([.resync(Resync())])
    let store = try ThreadSafeStore<TestObject>()
    let batches = await store.apply(machine.popAll())
    #expect(batches.map(\.resourceVersion) == ["", "1101", "1101"])
    #expect(store.resourceVersion == "1101")
  }

  @Test func `changes before a whole list claim nothing, those after it claim its version until the end`() async throws
  {
    let store = try ThreadSafeStore<TestObject>()
    let kept = ObjectKey(namespace: "default", name: "c")
    let batches = await store.apply([
      .set(TestObject("c", version: 3)), .replace(Replacement(items: [], resourceVersion: "6", retained: [kept])),
      .set(TestObject("b", version: 7)), .resync(Resync()), .set(TestObject("b", version: 8)),
    ])
    #expect(batches.map(\.resourceVersion) == ["", "6", "6", "6", "8"])
  }

  @Test func `a list is from before also if what is newer came with it`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([
      .set(TestObject("a", version: 5, value: 1)), .bookmark("9"),
      .replace(Replacement(items: [TestObject("a", version: 5, value: 2)], resourceVersion: "6")),
    ])
    #expect(store.get(namespace: "default", name: "a")?.value == 2)
    #expect(store.resourceVersion == "6")
  }
}

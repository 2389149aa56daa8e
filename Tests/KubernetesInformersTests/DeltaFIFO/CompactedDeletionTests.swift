import KubernetesCore
import KubernetesLocks
import Testing

@testable import KubernetesInformers

@Suite("Deletions in a compacted queue")
struct CompactedDeletionTests {
  @Test func `a filtered handler hears of the deletion of an object whose last states it has missed`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject("a", version: 3, value: 2))])
    var machine = DeltaFIFOStateMachine<TestObject>(capacity: 1)
    _ = machine.enqueue([
      .set(TestObject("a", version: 4, value: 2)), .set(TestObject("a", version: 5, value: 3)),
      .delete(TestObject("a", version: 6, value: 3)), .set(TestObject("b", version: 7, value: 1)),
    ])
    #expect(machine.compactions == 1)
    let heard = Lock<[String]>([])
    let handler = ResourceEventHandler<TestObject>(
      onDelete: { last, _ in heard.withLock { $0.append("-\(last.key.name)\(last.value)") } }
    ).filtered { $0.value % 2 == 0 }
    for delta in await store.apply(machine.popAll()).flatMap(\.deltas) {
      switch delta {
      case .added(let object): await handler.onAdd(object, false)
      case .updated(let old, let new): await handler.onUpdate(old, new)
      case .deleted(let last, let finality): await handler.onDelete(last, finality)
      case .synced, .replaced: break
      }
    }
    #expect(heard.withLock { $0 } == ["-a2"])
    #expect(store.list().map(\.key.name) == ["b"])
  }
}

import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("Bounded subscriptions", .timeLimit(.minutes(1)))
struct BoundedSubscriptionTests {
  private let store: ThreadSafeStore<TestObject>
  private let hub: SubscriptionHub<TestObject>

  init() throws {
    store = try ThreadSafeStore()
    hub = SubscriptionHub(store: store, time: TimeSource(ManualClock()))
  }

  private func apply(_ changes: CacheChange<TestObject>...) async {
    for batch in await store.apply(changes) { hub.publish(batch) }
  }

  private func deltas(_ policy: SubscriptionPolicy) -> InformerDeltas<TestObject>.AsyncIterator {
    InformerDeltas(hub: hub, policy: policy, resync: nil).makeAsyncIterator()
  }

  private func list(_ names: String...) -> CacheChange<TestObject> {
    .replace(Replacement(items: names.map { TestObject($0, version: 1) }, resourceVersion: "1"))
  }

  /// The kinds of the next deltas.
  private func next(_ count: Int, of deltas: inout InformerDeltas<TestObject>.AsyncIterator) async -> [String] {
    var kinds: [String] = []
    for _ in 0..<count {
      switch await deltas.next() {
      case .added: kinds.append("added")
      case .updated: kinds.append("updated")
      case .deleted: kinds.append("deleted")
      case .replaced(let snapshot): kinds.append("replaced by \(snapshot.count)")
      case .synced: kinds.append("synced")
      case nil: kinds.append("end")
      }
    }
    return kinds
  }

  @Test func `a list that is larger than the bound is no falling behind, nor is a resync`() async throws {
    var deltas = deltas(.bounded(3))
    await apply(.set(TestObject("first", version: 1)))
    #expect(await next(1, of: &deltas) == ["added"])
    await apply(list("first", "a", "b", "c", "d", "e"))
    #expect(await next(6, of: &deltas) == ["added", "added", "added", "added", "added", "synced"])
    await apply(.resync(Resync()))
    #expect(await next(6, of: &deltas) == Array(repeating: "updated", count: 6))
    hub.finish()
    #expect(await next(1, of: &deltas) == ["end"])
  }

  @Test func `whoever has fallen behind when the informer stops is told what there was`() async throws {
    var deltas = deltas(.bounded(1))
    await apply(list("a"))
    #expect(await next(2, of: &deltas) == ["added", "synced"])
    for version in 2...4 { await apply(.set(TestObject("b", version: version))) }
    hub.finish()
    await store.removeAll()
    #expect(await next(2, of: &deltas) == ["replaced by 2", "end"])
  }

  @Test func `whoever has fetched nothing when the informer stops is told what there was`() async throws {
    for policy in [SubscriptionPolicy.unbounded, .bounded(1), .latestPerKey] {
      var deltas = deltas(policy)
      await apply(list("a"))
      hub.finish()
      await store.removeAll()
      #expect(await next(3, of: &deltas) == ["added", "synced", "end"])
    }
  }

  @Test func `a subscription that is left is told nothing`() async throws {
    let mailbox = hub.subscribe(.bounded(1), resync: nil)
    await apply(list("a"))
    hub.finish()
    mailbox.finish(discarding: true)
    let mail = await mailbox.take()
    #expect(mail == nil)
  }
}

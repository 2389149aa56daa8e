import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("Subscriptions", .timeLimit(.minutes(1)))
struct SubscriptionTests {
  /// A store and its subscribers, without a server.
  private struct Fixture {
    let store: ThreadSafeStore<TestObject>
    let hub: SubscriptionHub<TestObject>

    init() throws {
      store = try ThreadSafeStore()
      hub = SubscriptionHub(store: store, time: TimeSource(ManualClock()))
    }

    func apply(_ changes: CacheChange<TestObject>...) async {
      for batch in await store.apply(changes) { hub.publish(batch) }
    }

    func deltas(_ policy: SubscriptionPolicy) -> InformerDeltas<TestObject>.AsyncIterator {
      InformerDeltas(hub: hub, policy: policy, resync: nil).makeAsyncIterator()
    }
  }

  private static func text(_ delta: Delta<TestObject>?) -> String? {
    switch delta {
    case .added(let object): "+\(object.key.name)\(object.value)"
    case .updated(let old, let new): "\(old.key.name)\(old.value)>\(new.value)"
    case .deleted(let last, let finality): "-\(last.key.name)\(finality == .inferred ? "?" : "")"
    case .replaced(let snapshot): "=\(snapshot.objects.map { "\($0.key.name)\($0.value)" }.sorted().joined())"
    case .synced: "synced"
    case nil: nil
    }
  }

  private func set(_ name: String, _ version: Int, _ value: Int) -> CacheChange<TestObject> {
    .set(TestObject(name, version: version, value: value))
  }

  private func expect(
    _ deltas: inout InformerDeltas<TestObject>.AsyncIterator, _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    let delta = await deltas.next()
    #expect(Self.text(delta) == expected, sourceLocation: sourceLocation)
  }

  private func expectEnd(
    _ deltas: inout InformerDeltas<TestObject>.AsyncIterator, after expected: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    var all: [String] = []
    while let delta = await deltas.next() { all.append(Self.text(delta) ?? "") }
    #expect(all == expected, sourceLocation: sourceLocation)
  }

  @Test func `a late subscriber begins with what is there, then hears what changes, nothing twice`() async throws {
    let fixture = try Fixture()
    await fixture.apply(.replace(Replacement(items: [TestObject("a", version: 1, value: 1)], resourceVersion: "1")))
    var deltas = fixture.deltas(.unbounded)
    await fixture.apply(set("a", 2, 2))
    await expect(&deltas, "+a2")
    await expect(&deltas, "synced")
    await fixture.apply(set("a", 3, 3), set("b", 4, 1))
    await fixture.apply(.delete(TestObject("a", version: 5, value: 3)))
    await fixture.apply(.replace(Replacement(items: [], resourceVersion: "9")))
    fixture.hub.finish()
    await expectEnd(&deltas, after: ["a2>3", "+b1", "-a", "-b?"])
  }

  @Test func `a bounded subscriber that falls behind gets everything at once, and then what changes`() async throws {
    let fixture = try Fixture()
    var deltas = fixture.deltas(.bounded(3))
    await fixture.apply(set("a", 1, 1))
    await expect(&deltas, "+a1")
    for version in 2...9 { await fixture.apply(set("b", version, version)) }
    await expect(&deltas, "=a1b9")
    await fixture.apply(.delete(TestObject("a", version: 10)))
    fixture.hub.finish()
    await expectEnd(&deltas, after: ["-a"])
  }

  @Test func `the mark of the sync comes once, also if its batch was dropped`() async throws {
    let fixture = try Fixture()
    var deltas = fixture.deltas(.bounded(1))
    await fixture.apply(set("a", 1, 1))
    await expect(&deltas, "+a1")
    let items = (0..<5).map { TestObject("a", version: 2, value: $0) }
    await fixture.apply(.replace(Replacement(items: items, resourceVersion: "2")))
    await fixture.apply(set("b", 3, 3))
    await expect(&deltas, "=a4b3")
    await expect(&deltas, "synced")
    for version in 4...6 { await fixture.apply(set("b", version, version), set("a", version + 10, version)) }
    await expect(&deltas, "=a6b6")
    fixture.hub.finish()
    await expectEnd(&deltas, after: [])
  }

  @Test func `latest per key merges what the subscriber has not fetched`() async throws {
    let fixture = try Fixture()
    await fixture.apply(set("a", 1, 1), set("b", 2, 2))
    var deltas = fixture.deltas(.latestPerKey)
    let present = [Self.text(await deltas.next()), Self.text(await deltas.next())]
    #expect(Set(present) == ["+a1", "+b2"])
    // Updated twice; deleted; came and went; came, went and came; deleted and made again.
    await fixture.apply(set("a", 3, 3), set("a", 4, 4), set("c", 5, 5), .delete(TestObject("c", version: 6)))
    await fixture.apply(
      set("d", 7, 7), .delete(TestObject("d", version: 8)), set("d", 9, 9),
      .delete(TestObject("b", version: 10, value: 2)), set("b", 11, 11))
    await fixture.apply(.delete(TestObject("a", version: 12)))
    fixture.hub.finish()
    await expectEnd(&deltas, after: ["-a", "+d9", "b2>11"])
  }

  @Test func `leaving the loop ends the subscription, and so does the informer's end`() async throws {
    let fixture = try Fixture()
    await fixture.apply(set("a", 1, 1))
    for await _ in InformerDeltas(hub: fixture.hub, policy: .unbounded, resync: nil) { break }
    for await _ in InformerBatches(hub: fixture.hub, policy: .unbounded, resync: nil) { break }
    #expect(fixture.hub.count == 0)
    let hub = fixture.hub
    let loop = Task { for await _ in InformerDeltas(hub: hub, policy: .unbounded, resync: nil) {} }
    while hub.count == 0 { await Task.yield() }
    hub.finish()
    await loop.value
  }

  @Test func `a loop ends with its task`() async throws {
    let fixture = try Fixture()
    let hub = fixture.hub
    let loop = Task { for await _ in InformerDeltas(hub: hub, policy: .unbounded, resync: nil) {} }
    loop.cancel()
    await loop.value
    #expect(hub.count == 0)
  }

  @Test func `a loop whose task is cancelled leaves what waits for it`() async throws {
    let fixture = try Fixture()
    let hub = fixture.hub
    await fixture.apply(set("a", 1, 1))
    let left = await Task {
      var deltas = fixture.deltas(.unbounded)
      var batches = InformerBatches(hub: hub, policy: .unbounded, resync: nil).makeAsyncIterator()
      await expect(&deltas, "+a1")
      #expect(await batches.next()?.deltas.count == 1)
      for version in 2...11 { await fixture.apply(set("a", version, version)) }
      withUnsafeCurrentTask { $0?.cancel() }
      return (await deltas.next(), await batches.next())
    }.value
    #expect(left.0 == nil && left.1 == nil)
  }

  @Test func `a loop whose task is cancelled comes to the end of the batch that it is in, not of all it has`()
    async throws
  {
    let fixture = try Fixture()
    let hub = fixture.hub
    await fixture.apply(set("a", 1, 1))
    await Task {
      var deltas = fixture.deltas(.unbounded)
      var batches = InformerBatches(hub: hub, policy: .unbounded, resync: nil).makeAsyncIterator()
      await expect(&deltas, "+a1")
      _ = await batches.next()
      await fixture.apply(set("a", 2, 2), set("a", 3, 3))
      await fixture.apply(set("a", 4, 4))
      await expect(&deltas, "a1>2")
      #expect(await batches.next()?.deltas.count == 2)
      withUnsafeCurrentTask { $0?.cancel() }
      await expectEnd(&deltas, after: ["a2>3"])
      #expect(await batches.next() == nil)
    }.value
  }

  @Test func `of 64 subscribers a stalled one holds up none`() async throws {
    let fixture = try Fixture()
    let hub = fixture.hub
    var stalled = fixture.deltas(.bounded(100))
    await fixture.apply(set("first", 1, 1))
    _ = await stalled.next()
    let replicas = await withTaskGroup(of: Replica.self) { group in
      for _ in 1..<64 {
        group.addTask {
          var replica = Replica()
          for await delta in InformerDeltas(hub: hub, policy: .unbounded, resync: nil) {
            replica.apply(delta)
            if replica.objects.count == 501 { break }
          }
          return replica
        }
      }
      for batch in 0..<50 {
        let changes = (1...10).map { (i: Int) -> CacheChange<TestObject> in
          .set(TestObject("object-\(batch * 10 + i)", version: batch * 10 + i + 1))
        }
        for batch in await fixture.store.apply(changes) { hub.publish(batch) }
      }
      return await group.reduce(into: [Replica]()) { $0.append($1) }
    }
    #expect(replicas.count == 63)
    for replica in replicas { #expect(replica.faults == []) }
    guard case .replaced(let snapshot) = await stalled.next() else { return #expect(Bool(false)) }
    #expect(snapshot.count == 501)
  }
}

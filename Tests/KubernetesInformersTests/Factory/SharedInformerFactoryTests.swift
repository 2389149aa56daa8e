import Foundation
import KubernetesCore
import Testing

@testable import KubernetesInformers

extension ThreadSafeStore {
  fileprivate func hold(_ body: @Sendable () -> Void) { body() }
}

@Suite("Shared informers", .timeLimit(.minutes(1)))
struct SharedInformerFactoryTests {
  private static let resource = GroupVersionResource(version: "v1", resource: "tests")

  @Test func `the same question gets the same informer, another one another`() async throws {
    let factory = SharedInformerFactory()
    let server = SimulatedServer()
    let first = try await factory.informer(for: Self.resource, from: server)
    let second = try await factory.informer(
      for: Self.resource, indexers: [Indexer("value", value: { "\($0.value)" })], from: server)
    #expect(first === second)
    #expect(first.store.indexNames == [.namespace, "value"])
    let selected = try await factory.informer(
      for: Self.resource, options: InformerOptions(labelSelector: "app=web"), from: server)
    let namespaced = try await factory.informer(for: Self.resource, namespace: "x", from: server)
    let transformed = try await factory.informer(
      for: Self.resource, transform: NamedTransform("same") { $0 }, from: server)
    #expect(Set([first, selected, namespaced, transformed].map { ObjectIdentifier($0) }).count == 4)
    #expect(factory.count == 4)
  }

  /// Keeps the store from doing anything until a condition is satisfied, and returns when that has begun.
  private func hold(_ store: ThreadSafeStore<TestObject>, until condition: @escaping @Sendable () -> Bool) async throws
  {
    let executor = StepExecutor()
    let holds = Observed(false)
    Task(executorPreference: executor) {
      await store.hold {
        holds.set(true)
        while !condition() { sched_yield() }
      }
    }
    // A thread of its own, for those that tasks share may be few.
    Thread.detachNewThread { while executor.step({ $0.lowerBound }) {} }
    try await holds.wait { $0 }
  }

  @Test func `an index that many ask for at once is added once, for all of them`() async throws {
    let factory = SharedInformerFactory()
    let server = SimulatedServer()
    let informer = try await factory.informer(for: Self.resource, from: server)
    let value = Indexer<TestObject>("value", value: { "\($0.value)" })
    try await hold(informer.store) { factory.registry.value.entries.values.first?.references == 101 }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask {
          let another = try await factory.informer(for: Self.resource, indexers: [value], from: server)
          #expect(try another.store.byIndex("value", "1").isEmpty)
        }
      }
      try await group.waitForAll()
    }
    #expect(informer.store.indexNames == [.namespace, "value"])
    for _ in 0..<100 { factory.release(informer) }
    #expect(factory.count == 1)
    factory.release(informer)
    #expect(factory.count == 0)
  }

  @Test func `whoever is refused holds nothing`() async throws {
    let factory = SharedInformerFactory()
    let server = SimulatedServer()
    let informer = try await factory.informer(for: Self.resource, namespace: "y", from: server)
    let twice = ["value", "value"].map { Indexer<TestObject>(IndexName(rawValue: $0), value: { "\($0.value)" }) }
    await #expect(throws: StoreError.duplicateIndex("value")) {
      try await factory.informer(for: Self.resource, namespace: "y", indexers: twice, from: server)
    }
    factory.release(informer)
    #expect(factory.count == 0)
  }

  @Test func `whoever is refused one namespace of several holds none`() async throws {
    let factory = SharedInformerFactory()
    let server = SimulatedServer()
    let many = { (name: String) in
      (0..<EntryPlace.indexLimit - 1).map {
        Indexer<TestObject>(IndexName(rawValue: "\(name)\($0)"), value: { _ in nil })
      }
    }
    let full = try await factory.informer(for: Self.resource, namespace: "y", indexers: many("a"), from: server)
    let another = Indexer<TestObject>("another", value: { _ in nil })
    await #expect(throws: StoreError.tooManyIndexes(limit: EntryPlace.indexLimit)) {
      try await factory.informers(for: Self.resource, namespaces: ["x", "y"], indexers: [another]) { _ in server }
    }
    #expect(factory.count == 1)
    factory.release(full)
    #expect(factory.count == 0)
  }

  @Test func `a source is made for the first who asks only`() async throws {
    let factory = SharedInformerFactory()
    var made = 0
    func source() -> SimulatedServer {
      made += 1
      return SimulatedServer()
    }
    for _ in 0..<3 { _ = try await factory.informer(for: Self.resource, from: source()) }
    #expect(made == 1)
  }

  @Test func `run runs all, also later ones, and the last release stops one`() async throws {
    let factory = SharedInformerFactory()
    let server = SimulatedServer()
    server.set("a")
    let informer = try await factory.informer(for: Self.resource, from: server)
    let again = try await factory.informer(for: Self.resource, from: server)
    let run = Task { try await factory.run() }
    try await factory.waitForCacheSync()
    #expect(informer.store.count == 1)
    await #expect(throws: InformerError.alreadyRunning) { try await factory.run() }

    let other = try await factory.informer(for: Self.resource, namespace: "x", from: server)
    try await other.waitForSync()

    factory.release(again)
    #expect(informer.isRunning)
    factory.release(informer)
    for await status in informer.statuses where status.state.name == "idle" { break }
    #expect(factory.count == 1)
    #expect(other.isRunning)
    run.cancel()
    try await run.value
    #expect(!other.isRunning)
  }

  @Test func `listers select by namespace and labels`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([
      .set(TestObject("a", namespace: "x", version: 1, labels: ["app": "web"])),
      .set(TestObject("b", namespace: "x", version: 2, labels: ["app": "db"])),
      .set(TestObject("a", namespace: "y", version: 3, labels: ["app": "web"])),
    ])
    let other = try ThreadSafeStore<TestObject>()
    await other.apply([.set(TestObject("c", namespace: "z", version: 1, labels: ["app": "web"]))])
    let lister = Lister([store, other])
    #expect(lister.list().count == 4)
    #expect(Set(lister.list("app=web").map(\.key.description)) == ["x/a", "y/a", "z/c"])
    #expect(lister.namespace("x").list("app!=web").map(\.key.name) == ["b"])
    #expect(lister.namespace("z").list().count == 1)
    #expect(lister.namespace("none").list().isEmpty)
    #expect(lister.namespace("y").get("a")?.metadata.resourceVersion == "3")
    #expect(lister.get(namespace: "y", name: "b") == nil)
  }

  @Test func `namespaces can be cached one by one and read together`() async throws {
    let factory = SharedInformerFactory()
    let group = try await factory.informers(for: Self.resource, namespaces: ["x", "y"]) {
      (namespace) -> any ListerWatcher<TestObject> in
      let server = SimulatedServer()
      server.set("a", namespace: namespace)
      return server
    }
    let run = Task { try await group.run() }
    try await group.waitForSync()
    #expect(Set(group.lister.list().map(\.key.description)) == ["x/a", "y/a"])
    run.cancel()
    try await run.value
  }
}

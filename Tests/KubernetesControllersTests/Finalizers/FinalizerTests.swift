import KubernetesClient
import KubernetesControllers
import KubernetesCore
import KubernetesLocks
import KubernetesTesting
import Testing

@Suite("Finalizers", .timeLimit(.minutes(1)))
struct FinalizerTests {
  private let name = "example.com/guard"

  @Test func theyAreAddedOnceAndRemoved() async throws {
    let cluster = try await Cluster()
    let finalizer = Finalizer(name, cluster.things)
    let thing = try await cluster.things.create(Thing("a"))
    let guarded = try #require(try await finalizer.add(to: thing))
    #expect(guarded.metadata.finalizers == [name])
    let again = try #require(try await finalizer.add(to: guarded))
    #expect(again.metadata.resourceVersion == guarded.metadata.resourceVersion)
    let free = try #require(try await finalizer.remove(from: guarded))
    #expect(free.metadata.finalizers.isEmpty)
  }

  @Test func othersStayInTheirPlaces() async throws {
    let cluster = try await Cluster()
    var thing = Thing("a")
    thing.metadata.finalizers = ["a.com/x", "b.com/y"]
    let finalizer = Finalizer(name, cluster.things)
    let guarded = try #require(try await finalizer.add(to: cluster.things.create(thing)))
    #expect(guarded.metadata.finalizers == ["a.com/x", "b.com/y", name])
    let other = try #require(try await Finalizer("a.com/x", cluster.things).remove(from: guarded))
    // The object in hand is behind: its list is not the server's any more.
    let free = try #require(try await finalizer.remove(from: guarded))
    #expect(other.metadata.finalizers == ["b.com/y", name])
    #expect(free.metadata.finalizers == ["b.com/y"])
  }

  @Test func anObjectThatHasChangedIsReadAgain() async throws {
    let cluster = try await Cluster()
    let thing = try await cluster.things.create(Thing("a"))
    _ = try await cluster.things.patch("a", .merge(["spec": ["value": 3]]))
    let guarded = try #require(try await Finalizer(name, cluster.things).add(to: thing))
    #expect(guarded.metadata.finalizers == [name])
    #expect(guarded.spec?.value == 3)
  }

  @Test func anotherObjectOfTheSameNameIsLeftAlone() async throws {
    let cluster = try await Cluster()
    let thing = try await cluster.things.create(Thing("a"))
    try await cluster.things.delete("a")
    _ = try await cluster.things.create(Thing("a"))
    #expect(try await Finalizer(name, cluster.things).add(to: thing) == nil)
    #expect(try await cluster.things.get("a").metadata.finalizers.isEmpty)
    try await cluster.things.delete("a")
    #expect(try await Finalizer(name, cluster.things).add(to: thing) == nil)
  }

  @Test func aNameThatTheServerRefusesIsAnError() async throws {
    let cluster = try await Cluster()
    let thing = try await cluster.things.create(Thing("a"))
    await #expect(throws: KubernetesError.self) { try await Finalizer("no slash", cluster.things).add(to: thing) }
  }

  @Test func theWholeLifeOfAnObject() async throws {
    let cluster = try await Cluster()
    let finalizer = Finalizer(name, cluster.things)
    let steps = Lock<[String]>([])
    let fails = Lock(true)
    func reconcile(_ thing: Thing) async throws -> ReconcileResult {
      try await finalizer.run(thing) { thing in
        // Nothing is made before it is guarded.
        #expect(thing.metadata.finalizers == [name])
        steps.withLock { $0.append("apply") }
        return .requeue(after: .seconds(1))
      } cleanup: { _ in
        steps.withLock { $0.append("cleanup") }
        if fails.withLock({ $0 }) { throw Failure() }
      }
    }
    #expect(try await reconcile(cluster.things.create(Thing("a"))) == .requeue(after: .seconds(1)))
    #expect(try await reconcile(cluster.things.get("a")) == .requeue(after: .seconds(1)))
    try await cluster.things.delete("a")
    let dying = try await cluster.things.get("a")
    await #expect(throws: Failure.self) { try await reconcile(dying) }
    // It is kept until the cleaning up has succeeded.
    #expect(try await cluster.things.get("a").metadata.finalizers == [name])
    fails.withLock { $0 = false }
    #expect(try await reconcile(dying) == .done)
    #expect(try await cluster.things.find("a") == nil)
    #expect(try await reconcile(dying) == .done)
    #expect(steps.withLock { $0 } == ["apply", "apply", "cleanup", "cleanup", "cleanup"])
  }

  @Test func anObjectThatIsDeletedUnguardedIsLeftAlone() async throws {
    let cluster = try await Cluster()
    var thing = Thing("a")
    thing.metadata.finalizers = ["other.com/x"]
    _ = try await cluster.things.create(thing)
    try await cluster.things.delete("a")
    let dying = try await cluster.things.get("a")
    let result = try await Finalizer(name, cluster.things).run(dying) { _ in
      Issue.record("it was applied")
      return .done
    } cleanup: { _ in
      Issue.record("it was cleaned up")
    }
    #expect(result == .done)
    #expect(try await cluster.things.get("a").metadata.finalizers == ["other.com/x"])
  }

  @Test func anObjectThatWasDeletedSinceItWasReadGetsNone() async throws {
    let cluster = try await Cluster()
    var thing = Thing("a")
    thing.metadata.finalizers = ["other.com/x"]
    let kept = try await cluster.things.create(thing)
    try await cluster.things.delete("a")
    #expect(try await Finalizer(name, cluster.things).add(to: kept) == nil)
    #expect(try await cluster.things.get("a").metadata.finalizers == ["other.com/x"])
  }
}

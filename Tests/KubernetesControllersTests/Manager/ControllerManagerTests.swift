import KubernetesClient
import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesLocks
import KubernetesTesting
import Testing

@Suite("A manager of controllers", .timeLimit(.minutes(1)))
struct ControllerManagerTests {
  private let things = ObjectCollection([Thing("a")])
  private let parts = ObjectCollection([Part("p")])

  private func controllers(
    _ informers: SharedInformerFactory, _ journal: Journal, _ gate: Gate? = nil
  ) -> [any ManagedController] {
    [
      Controller(for: ControllerSource(things), client: noClient, options: .quiet, informers: informers) { key, _ in
        journal.note(key)
        await gate?.pass()
        return .done
      },
      Controller(for: ControllerSource(parts), client: noClient, options: .quiet, informers: informers) { key, _ in
        journal.note(key)
        return .done
      }
      .watches(ControllerSource(things)) { [$0.key] },
    ]
  }

  @Test func controllersShareInformers() async throws {
    let informers = SharedInformerFactory()
    let journal = Journal()
    let manager = ControllerManager(controllers(informers, journal), informers: informers)
    for round in 1...2 {
      let run = Task { try await manager.run() }
      try await journal.wait { $0.count == 3 * round }
      #expect(informers.count == 2)
      await #expect(throws: ManagerError.alreadyRunning) { try await manager.run() }
      if round == 1 { run.cancel() } else { manager.stop() }
      try await run.value
      #expect(informers.count == 0)
      #expect(things.lists == round)
    }
  }

  @Test func equalNamesAreRefused() async throws {
    let informers = SharedInformerFactory()
    let twice = controllers(informers, Journal()) + controllers(informers, Journal())
    await #expect(throws: ManagerError.duplicateName("things.example.com")) {
      try await ControllerManager(twice, informers: informers).run()
    }
  }

  @Test func theFailureOfOneEndsAll() async throws {
    let informers = SharedInformerFactory()
    let failing = Controller(
      for: ControllerSource(ObjectCollection<Part>()), client: noClient, options: .quiet, informers: informers
    ) { _, _ in .done }
    .watches(keys: AsyncThrowingStream<ObjectKey, any Error> { throw Failure() })
    let manager = ControllerManager(
      [controllers(informers, Journal())[0], failing], informers: informers)
    await #expect(throws: ControllerError.self) { try await manager.run() }
  }

  private func elector(_ cluster: Cluster, _ identity: String) -> LeaderElector {
    LeaderElector(
      identity: identity,
      store: KubernetesLeaseStore(cluster.client, lease: ObjectKey(namespace: "default", name: "lock")))
  }

  private func holder(_ cluster: Cluster) async throws -> String? {
    let leases = cluster.client.dynamic.resource(
      GroupVersionResource(group: "coordination.k8s.io", version: "v1", resource: "leases"), namespace: "default")
    return try await leases.find("lock")?[path: "spec", "holderIdentity"]?.string
  }

  @Test func theLeaseIsKeptUntilReconcilesHaveEnded() async throws {
    let cluster = try await Cluster()
    let informers = SharedInformerFactory()
    let journal = Journal()
    let gate = Gate()
    let manager = ControllerManager(
      controllers(informers, journal, gate), informers: informers, elector: elector(cluster, "one"))
    let run = Task { try await manager.run() }
    try await gate.arrival()
    #expect(try await holder(cluster) == "one")
    run.cancel()
    // It drains: the caches are there and so is the lease.
    try await eventually { manager.controllers.contains { ($0 as? Controller<Thing>)?.state == .draining } }
    #expect(try await holder(cluster) == "one")
    gate.open()
    try await run.value
    #expect(try await holder(cluster) == "")
  }

  @Test func whoDoesNotLeadDoesNotWorkAndCanBeStopped() async throws {
    let cluster = try await Cluster()
    let informers = SharedInformerFactory()
    let first = Journal()
    let second = Journal()
    let leader = ControllerManager(
      controllers(informers, first), informers: informers, elector: elector(cluster, "one"))
    let run = Task { try await leader.run() }
    try await first.wait { $0.count == 3 }
    let others = SharedInformerFactory()
    let waiting = elector(cluster, "two")
    let follower = ControllerManager(controllers(others, second), informers: others, elector: waiting)
    let follows = Task { try await follower.run() }
    for await seen in waiting.leaders() where seen == "one" { break }
    #expect(second.value.isEmpty)
    follower.stop()
    try await follows.value
    leader.stop()
    try await run.value
  }
}

import KubernetesClient
import KubernetesCore
import KubernetesLocks
import KubernetesModels
import KubernetesTestSupport
import KubernetesTesting
import Testing

@testable import KubernetesControllers

@Suite("Electors on the embedded API server", .timeLimit(.minutes(1)))
struct EmbeddedElectionTests {
  @Test func whenOneIsCancelledTheOtherTakesOver() async throws {
    let server = EmbeddedAPIServer()
    let clock = ManualClock()
    let leading = Lock(Set<String>())
    let (reigns, reign) = AsyncStream.makeStream(of: String.self)
    @Sendable func candidate(_ name: String) -> Task<Void, any Error> {
      let client = ClusterClient(transport: server.transport)
      let elector = LeaderElector(client, lease: ObjectKey(name: "work"), identity: name, clock: clock)
      return Task {
        try await elector.run { _ in
          leading.withLock { leading in
            leading.insert(name)
            #expect(leading.count == 1)
          }
          reign.yield(name)
          defer { leading.withLock { _ = $0.remove(name) } }
          try await clock.sleep(for: .seconds(100_000))
        }
      }
    }
    var tasks: [String: Task<Void, any Error>] = [:]
    for name in ["a", "b"] { tasks[name] = candidate(name) }
    var winners: [String] = []
    for await winner in reigns {
      winners.append(winner)
      tasks[winner]?.cancel()
      _ = await tasks[winner]?.result
      if winners.count == 2 { break }
      // Only the other one is left, waiting for its next try.
      await clock.sleeper(by: clock.now.offset + .seconds(4.4))
      clock.advance(by: .seconds(4.4))
    }
    #expect(winners.sorted() == ["a", "b"])
    let lease = try await ClusterClient(transport: server.transport).resource(CoordinationV1.Lease.self, in: "default")
      .get("work")
    #expect(lease.spec?.leaseTransitions == 1)
    #expect(lease.spec?.holderIdentity ?? "" == "")
  }

  @Test func aLeaseWithoutANamespaceIsInTheClientsOwn() async throws {
    let server = EmbeddedAPIServer()
    let client = ClusterClient(transport: server.transport, defaultNamespace: "kube-system")
    let leases = client.resource(CoordinationV1.Lease.self, in: nil)
    try await LeaderElector(client, lease: ObjectKey(name: "a"), identity: "me").run { _ in
      let lease = try await leases.inNamespace("kube-system").get("a")
      #expect(lease.spec?.holderIdentity == "me")
    }
    try await LeaderElector(client, lease: ObjectKey(namespace: "default", name: "b"), identity: "me").run { _ in
      let lease = try await leases.inNamespace("default").get("b")
      #expect(lease.spec?.holderIdentity == "me")
    }
  }

  @Test func aLeaseKeepsItsLabels() async throws {
    let server = EmbeddedAPIServer()
    let client = ClusterClient(transport: server.transport)
    let leases = client.resource(CoordinationV1.Lease.self, in: "default")
    var lease = CoordinationV1.Lease(metadata: MetaV1.ObjectMeta(name: "work"))
    lease.metadata.labels = ["team": "blue"]
    _ = try await leases.create(lease)
    let store = KubernetesLeaseStore(client, lease: ObjectKey(namespace: "default", name: "work"))
    try await LeaderElector(identity: "a", store: store).run { _ in
      let held = try await leases.get("work")
      #expect(held.spec?.holderIdentity == "a")
    }
    #expect(try await leases.get("work").metadata.labels == ["team": "blue"])
  }
}

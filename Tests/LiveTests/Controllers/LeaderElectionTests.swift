import Kubernetes
import KubernetesClient
import KubernetesCore
import KubernetesLocks
import Testing

extension Live {
  @Suite("Leader election on a real server", .timeLimit(.minutes(2))) struct LeaderElectionTests {
    @Test func whenTheLeaderIsCancelledAnotherTakesOverAndTheyNeverOverlap() async throws {
      try await LiveClient.run { client, namespace in
        let configuration = try LeaderElectionConfiguration(
          leaseDuration: .seconds(6), renewDeadline: .seconds(4), retryPeriod: .seconds(1))
        let leading = Lock(Set<String>())
        let (reigns, reign) = AsyncStream.makeStream(of: String.self)
        var candidates: [String: Task<Void, any Error>] = [:]
        for name in ["a", "b", "c"] {
          let elector = LeaderElector(
            identity: name,
            store: KubernetesLeaseStore(client, lease: ObjectKey(namespace: namespace, name: "work")),
            configuration: configuration)
          candidates[name] = Task {
            try await elector.run { leadership in
              leading.withLock { leading in
                leading.insert(name)
                #expect(leading.count == 1, "two leaders")
              }
              reign.yield(name)
              defer { leading.withLock { _ = $0.remove(name) } }
              while true {
                #expect(leadership.isValid)
                try await Task.sleep(for: .milliseconds(100))
              }
            }
          }
        }
        var leaders: [String] = []
        for await leader in reigns {
          leaders.append(leader)
          let lease = try await client.resource(CoordinationV1.Lease.self, in: namespace).get("work")
          #expect(lease.spec?.holderIdentity == leader)
          #expect(lease.spec?.leaseTransitions == Int32(leaders.count - 1))
          candidates[leader]?.cancel()
          await #expect(throws: CancellationError.self) { try await candidates[leader]?.value }
          if leaders.count == 3 { break }
        }
        #expect(leaders.sorted() == ["a", "b", "c"])
        let lease = try await client.resource(CoordinationV1.Lease.self, in: namespace).get("work")
        #expect(lease.spec?.holderIdentity ?? "" == "")
      }
    }
  }
}

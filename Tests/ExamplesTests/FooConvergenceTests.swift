import Kubernetes
import KubernetesTestSupport
import KubernetesTesting
import Testing

@testable import FooController

@Suite("FooController on a server that fails", .timeLimit(.minutes(2)))
struct FooConvergenceTests {
  /// Every state that faults and restarts can leave behind is mended.
  @Test(arguments: [UInt64(1), 2]) func foosConvergeWhateverFails(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let server = EmbeddedAPIServer()
    let people = EmbeddedFoos(client: ClusterClient(transport: server.transport))
    try await Foo.install(people.client)
    for round in 0..<3 {
      server.faults.removeAll()
      for index in 0..<25 {
        let replicas = Int32.random(in: 0...3, using: &random)
        if round == 0 {
          _ = try await people.foos.create(people.foo("f\(index)", replicas: replicas))
        } else if random.chance(70) {
          _ = try await people.foos.patch(
            "f\(index)", .merge(["spec": ["replicas": .integer(Int64(replicas))]]))
        } else {
          try await people.foos.delete("f\(index)")
          _ = try await people.foos.create(people.foo("f\(index)", replicas: replicas))
        }
      }
      let writes = RequestMatcher { ["create", "update", "patch"].contains($0.verb) }
      let reads = RequestMatcher { ["list", "watch"].contains($0.verb) }
      server.faults.add(.status(503), on: writes, every: Int.random(in: 2...5, using: &random))
      // The request is carried out, and its answer lost.
      server.faults.add(.cutAfterHead, on: writes, every: Int.random(in: 3...7, using: &random))
      server.faults.add(.cut(afterBytes: 5000), on: reads, every: 2, times: 1)
      // A controller that ends after some time, at rest or not.
      let count = Int.random(in: 5...60, using: &random)
      try await run(server, until: count)
    }
    server.faults.removeAll()
    try await EmbeddedFoos.run(server) { world in
      for index in 0..<25 { try await world.expectReady("f\(index)") }
      let owned = Dictionary(grouping: try await world.deployments.list().items) { $0.controllerReference?.uid ?? "" }
      for foo in try await world.foos.list().items {
        let own = owned[foo.metadata.uid ?? "?"] ?? []
        #expect(own.map(\.metadata.name) == [foo.spec.deploymentName])
        #expect(own.first?.spec?.replicas == foo.spec.replicas)
      }
      #expect(owned.count == 25)
      try await world.foos.deleteCollection()
      #expect(try await world.deployments.list().items.isEmpty)
    }
  }

  /// A controller that is cancelled after so many reconciles.
  private func run(_ server: EmbeddedAPIServer, until count: Int) async throws {
    let client = ClusterClient(transport: server.transport)
    var options = EventRecorderOptions()
    options.drainTimeout = .milliseconds(50)
    options.initialBackoff = .milliseconds(1)
    let events = EventRecorder(
      EventReporter(controller: "samplecontroller.k8s.io/foo-controller"), client: client, options: options)
    let controller = Controller<Foo>.foos(client, events: events)
    let outcomes = controller.outcomes()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await controller.run() }
      group.addTask { try await events.run() }
      var seen = 0
      for await _ in outcomes {
        seen += 1
        if seen == count { break }
      }
      group.cancelAll()
      try await group.waitForAll()
    }
  }
}

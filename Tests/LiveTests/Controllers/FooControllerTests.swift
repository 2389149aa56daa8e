import Foundation
import Kubernetes
import KubernetesTestSupport
import KubernetesTesting
import Testing

@testable import FooController

/// The example controller against a real server that is killed again and again, and that kills it. The server has no
/// controllers of its own: ``DeploymentPlayer`` plays those of Deployments and of garbage.
@Suite("FooController on a real server", .needsControlPlane, .controlPlane, .serialized, .timeLimit(.minutes(5)))
struct FooControllerTests {
  @Test func fiveHundredFoosConvergeWhateverDies() async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let world = try await FooWorld()
    try await world.run {
      var controller = try await world.startController()
      try await world.create(0..<500, &random)
      for round in 0..<4 {
        let disturbance = Int.random(in: 0..<3, using: &random)
        let reconciles = Int.random(in: 1...100, using: &random)
        let changes = Task { [random] in
          var random = random
          try await world.change(80, &random)
        }
        await controller.waitForReconciles(reconciles)
        switch (round + disturbance) % 3 {
        case 0: try await LiveControlPlane.current().restartAPIServer(.killed)
        case 1:
          await controller.kill()
          controller = try await world.startController()
        default:
          try await controller.stop()
          controller = try await world.startController()
        }
        try await changes.value
      }
      try await world.waitForConvergence()
      #expect(try await world.violations() == [], "seed \(seed)")

      try await world.deleteAll()
      try await world.waitForNothing()
      try await controller.stop()
    }
  }

  @Test func aDeploymentOfSomebodyElseIsRefusedAndTakenOverWhenItGoes() async throws {
    let world = try await FooWorld()
    try await world.run {
      _ = try await world.deployments.create(AppsV1.Deployment("taken", in: world.namespace, replicas: 1))
      let controller = try await world.startController()
      _ = try await world.foos.create(Foo("f", in: world.namespace, deploymentName: "taken", replicas: 2))
      try await world.foos.wait(
        for: "f", timeout: .seconds(30), until: WaitCondition("refusal") { $0?.ready?.reason == "ErrResourceExists" })
      #expect(try await world.deployments.get("taken").metadata.ownerReferences.isEmpty)
      #expect(try await world.deployments.get("taken").spec?.replicas == 1)

      try await world.deployments.delete("taken")
      try await world.foos.wait(
        for: "f", timeout: .seconds(30), until: WaitCondition("readiness") { $0?.isSettled == true })
      #expect(try await world.deployments.get("taken").controllerReference?.name == "f")

      // Another name: the former Deployment goes.
      _ = try await world.foos.patch("f", .merge, ["spec": ["deploymentName": "own"]])
      try await world.foos.wait(
        for: "f", timeout: .seconds(30), until: WaitCondition("readiness") { $0?.isSettled == true })
      try await world.deployments.wait(for: "taken", timeout: .seconds(30), until: .deleted)
      #expect(try await world.deployments.list().items.map(\.metadata.name) == ["own"])
      try await controller.stop()

      let events = try await world.client.resource(EventsV1.Event.self, in: world.namespace).list().items
      let reasons = Set(events.compactMap(\.reason))
      #expect(reasons.isSuperset(of: ["ErrResourceExists", "Created", "Synced", "Deleted"]), "\(reasons)")
      #expect(events.allSatisfy { $0.reportingController == "samplecontroller.k8s.io/foo-controller" })
    }
  }
}

import Foundation
import Kubernetes
import KubernetesLocks
import KubernetesTestSupport
import KubernetesTesting
import Testing

@testable import FooController

/// The example's program against a real server, both of which are killed again and again. The server has no controllers
/// of its own: ``DeploymentPlayer`` plays those of Deployments and of garbage.
@Suite("FooController on a real server", .needsControlPlane, .controlPlane, .serialized, .timeLimit(.minutes(5)))
struct FooControllerTests {
  private enum Disturbance: CaseIterable { case kill, killServer, killBoth, terminate }

  @Test func fiveHundredFoosConvergeWhateverDies() async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    let world = try await FooWorld()
    let stage = Lock("the start")
    let watch = reportIfStuck(after: .seconds(270)) {
      Issue.record("stuck at: \(stage.withLock { $0 }); seed \(seed)")
      Issue.record("not at rest: \(try await world.violations())")
    }
    defer { watch.cancel() }
    try await world.run {
      try await FooProcess.run(in: world.namespace) { program in
        var random = SeededGenerator(seed: seed)
        // Whatever can happen, happens, and the program is killed most often.
        let plan = (Disturbance.allCases + [.kill, .kill, .kill, .killBoth]).shuffled(using: &random)
        for (round, disturbance) in plan.enumerated() {
          stage.withLock { $0 = "\(disturbance), number \(round), before it" }
          let start = try await world.version()
          let numbers = SeededGenerator(seed: random.next())
          let changes = Task {
            var random = numbers
            if round == 0 {
              try await world.create(0..<500, &random)
            } else {
              try await world.change(80, &random)
            }
          }
          try await world.waitForChanges(Int.random(in: 0...60, using: &random), since: start)
          stage.withLock { $0 = "\(disturbance), number \(round), in it" }
          let servers = try LiveControlPlane.current()
          switch disturbance {
          case .kill: try await program.restartKilled()
          case .killServer: try await servers.restartAPIServer(.killed)
          case .killBoth:
            try await servers.stopAPIServer(.killed)
            try await program.restartKilled()
            try await servers.startAPIServer()
          case .terminate: try await program.restart()
          }
          stage.withLock { $0 = "\(disturbance), number \(round), the changes beside it" }
          try await changes.value
        }
        stage.withLock { $0 = "the wait for rest" }
        try await world.waitForConvergence()
        #expect(try await world.violations() == [], "seed \(seed)")
        #expect(try await world.repeatedReports() == [], "seed \(seed)")

        stage.withLock { $0 = "the end" }
        try await world.deleteAll()
        try await world.waitForNothing()
        try await program.stop()
      }
    }
  }

  @Test func aDeploymentOfSomebodyElseIsRefusedAndTakenOverWhenItGoes() async throws {
    let world = try await FooWorld()
    try await world.run {
      _ = try await world.deployments.create(AppsV1.Deployment("taken", in: world.namespace, replicas: 1))
      try await FooProcess.run(in: world.namespace) { program in
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
        _ = try await world.foos.patch("f", .merge(["spec": ["deploymentName": "own"]]))
        try await world.foos.wait(
          for: "f", timeout: .seconds(30), until: WaitCondition("readiness") { $0?.isSettled == true })
        try await world.deployments.wait(for: "taken", timeout: .seconds(30), until: .deleted)
        #expect(try await world.deployments.list().items.map(\.metadata.name) == ["own"])
        try await program.stop()
      }

      let events = try await world.events()
      let reasons = Set(events.compactMap(\.reason))
      #expect(reasons.isSuperset(of: ["ErrResourceExists", "Created", "Synced", "Deleted"]), "\(reasons)")
      #expect(events.allSatisfy { $0.reportingController == "samplecontroller.k8s.io/foo-controller" })
    }
  }
}

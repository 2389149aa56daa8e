import Kubernetes
import KubernetesTesting
import Testing

@testable import FooController

@Suite("FooController on the embedded API server", .timeLimit(.minutes(1)))
struct FooEmbeddedTests {
  @Test func aFooGetsADeploymentThatFollowsIt() async throws {
    try await EmbeddedFoos.run { world in
      _ = try await world.foos.create(world.foo("f", replicas: 2))
      try await world.expectReady("f")
      let deployment = try await world.deployments.get("f-pods")
      let foo = try await world.foos.get("f")
      #expect(deployment.isControlled(by: foo))
      #expect(deployment.controllerReference?.blockOwnerDeletion == true)
      #expect(foo.status?.availableReplicas == 2)
      #expect(foo.ready?.reason == "Available")

      _ = try await world.foos.patch("f", .merge(["spec": ["replicas": 5]]))
      try await world.expectReady("f")
      #expect(try await world.deployments.get("f-pods").spec?.replicas == 5)

      try await world.foos.delete("f")
      try await world.deployments.wait(for: "f-pods", timeout: .seconds(10), until: .deleted)
    }
  }

  @Test func whatIsDoneToItsDeploymentIsUndone() async throws {
    try await EmbeddedFoos.run { world in
      _ = try await world.foos.create(world.foo("f", replicas: 2))
      try await world.expectReady("f")
      let uid = try await world.deployments.get("f-pods").metadata.uid
      try await world.deployments.setReplicas(0, of: "f-pods")
      try await world.deployments.wait(
        for: "f-pods", timeout: .seconds(10), until: WaitCondition("two replicas") { $0?.spec?.replicas == 2 })
      try await world.deployments.delete("f-pods")
      try await world.deployments.wait(
        for: "f-pods", timeout: .seconds(10), until: WaitCondition("another") { $0 != nil && $0?.metadata.uid != uid })
      try await world.expectReady("f")
    }
  }

  @Test func aDeploymentOfSomebodyElseIsNotTouched() async throws {
    try await EmbeddedFoos.run { world in
      let before = try await world.deployments.create(AppsV1.Deployment("f-pods", in: world.namespace, replicas: 1))
      _ = try await world.foos.create(world.foo("f", replicas: 3))
      try await world.expect("f", "refusal") { $0.ready?.reason == "ErrResourceExists" }
      #expect(try await world.foos.get("f").ready?.status == "False")
      let after = try await world.deployments.get("f-pods")
      #expect(after.metadata.uid == before.metadata.uid)
      #expect(after.spec == before.spec)
      #expect(after.metadata.ownerReferences.isEmpty)

      try await world.deployments.delete("f-pods")
      try await world.expectReady("f")
      #expect(try await world.deployments.get("f-pods").controllerReference?.name == "f")
    }
  }

  @Test func aFooThatWasMadeAgainDoesNotOwnWhatItsPredecessorHad() async throws {
    try await EmbeddedFoos.run { world in
      let first = try await world.foos.create(world.foo("f", replicas: 1))
      try await world.expectReady("f")
      // The predecessor goes without its Deployment.
      try await world.foos.delete("f", DeleteOptions(propagationPolicy: .orphan))
      _ = try await world.foos.create(world.foo("f", replicas: 1))
      try await world.expect("f", "an ending") { $0.metadata.uid != first.metadata.uid && $0.ready != nil }
      let foo = try await world.foos.get("f")
      let deployment = try await world.deployments.get("f-pods")
      #expect(foo.ready?.reason == "ErrResourceExists")
      #expect(!deployment.isControlled(by: foo))
    }
  }

  @Test func anotherNameMeansAnotherDeployment() async throws {
    try await EmbeddedFoos.run { world in
      _ = try await world.foos.create(world.foo("f", replicas: 1))
      try await world.expectReady("f")
      _ = try await world.foos.patch("f", .merge(["spec": ["deploymentName": "other"]]))
      try await world.deployments.wait(for: "f-pods", timeout: .seconds(10), until: .deleted)
      try await world.expectReady("f")
      #expect(try await world.deployments.list().items.map(\.metadata.name) == ["other"])
    }
  }

  @Test func eventsTellWhatWasDone() async throws {
    let server = EmbeddedAPIServer()
    try await EmbeddedFoos.run(server) { world in
      _ = try await world.foos.create(world.foo("f", replicas: 1))
      try await world.expectReady("f")
      _ = try await world.foos.patch("f", .merge(["spec": ["replicas": 2]]))
      try await world.expectReady("f")
    }
    let events = try await ClusterClient(transport: server.transport).resource(EventsV1.Event.self, in: "default")
      .list()
      .items
    #expect(Set(events.compactMap(\.reason)) == ["Created", "Synced", "Scaled"])
    // Once for each change of the Foo.
    #expect(events.filter { $0.reason == "Synced" }.map(\.series?.count) == [2])
    #expect(events.first { $0.reason == "Created" }?.related?.kind == "Deployment")
    #expect(
      events.allSatisfy {
        $0.regarding?.kind == "Foo" && $0.regarding?.apiVersion == "samplecontroller.k8s.io/v1alpha1"
      })
  }
}

import KubernetesCore
import Testing

@testable import KubernetesTesting

@Suite("Simulated controllers")
struct SimulationTests {
  let client = TestClient()
  let apps = "/apis/apps/v1/namespaces/default"

  private func settle() async {
    for _ in 0..<60 {
      if await client.server.simulateOnce() == 0 { return }
    }
    Issue.record("the simulation does not come to rest")
  }

  @Test func deploymentsGetRunningPods() async throws {
    _ = try await client.post(apps + "/deployments", Samples.deployment)
    await settle()
    let deployment = try await client.get(apps + "/deployments/web").json
    #expect(deployment["status"]?["readyReplicas"] == 2)
    #expect(deployment["status"]?["observedGeneration"] == deployment["metadata"]?["generation"])
    let pods = try await client.get("/api/v1/namespaces/default/pods?fieldSelector=status.phase%3DRunning").json
    #expect(pods["items"]?.array?.count == 2)
  }

  @Test func deploymentsRollOver() async throws {
    _ = try await client.post(apps + "/deployments", Samples.deployment)
    await settle()
    _ = try await client.patch(
      apps + "/deployments/web", "application/strategic-merge-patch+json",
      #"{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"nginx:2"}]}}}}"#)
    await settle()
    let sets = try await client.get(apps + "/replicasets").json["items"]?.array ?? []
    #expect(sets.count == 2)
    #expect(sets.compactMap { $0["spec"]?["replicas"]?.int }.sorted() == [0, 2])
    let pods = try await client.get("/api/v1/namespaces/default/pods").json["items"]?.array ?? []
    #expect(pods.map { $0["spec"]?["containers"]?.array?.first?["image"] } == ["nginx:2", "nginx:2"])
  }

  @Test func deletingADeploymentTakesEverythingAlong() async throws {
    _ = try await client.post(apps + "/deployments", Samples.deployment)
    await settle()
    _ = try await client.delete(apps + "/deployments/web")
    await settle()
    #expect(try await client.get("/api/v1/namespaces/default/pods").json["items"] == [])
    #expect(try await client.get(apps + "/replicasets").json["items"] == [])
  }

  @Test func jobsComplete() async throws {
    let path = "/apis/batch/v1/namespaces/default/jobs"
    _ = try await client.post(
      path,
      #"{"kind":"Job","apiVersion":"batch/v1","metadata":{"name":"j"},"spec":{"completions":2,"parallelism":1,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i"}]}}}}"#
    )
    await settle()
    let job = try await client.get(path + "/j").json
    #expect(job["status"]?["succeeded"] == 2)
    #expect(job["status"]?["conditions"]?.array?.last?["type"] == "Complete")
  }

  @Test func whoWantsVeryManyPodsGetsThemInBatches() async throws {
    let most = Int32.max
    let huge =
      #"{"spec":{"replicas":\#(most),"strategy":{"rollingUpdate":{"maxSurge":"9223372036854775807%","maxUnavailable":0}}}}"#
    _ = try await client.post(apps + "/deployments", Samples.deployment)
    _ = await client.server.simulateOnce()
    let answer = try await client.patch(apps + "/deployments/web", "application/merge-patch+json", huge)
    try #require(answer.status == 200, "\(answer.body.text)")
    _ = try await client.post(
      "/apis/batch/v1/namespaces/default/jobs",
      #"{"kind":"Job","apiVersion":"batch/v1","metadata":{"name":"j"},"spec":{"completions":\#(most),"parallelism":\#(most),"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i"}]}}}}"#
    )
    for _ in 0..<2 { _ = await client.server.simulateOnce() }
    let now = client.server.core.configuration.now()
    let (created, pods) = await client.server.core.storage.read { state in
      let actions = ControllerSimulation(state: state, now: now).actions()
      return (
        actions.count { $0.kind == .create }, state.count(ControllerSimulation.pods.groupResource)
      )
    }
    #expect(created <= 2 * ControllerSimulation.batch)
    #expect(pods > ControllerSimulation.batch)
  }

  @Test func servicesGetEndpoints() async throws {
    _ = try await client.post(apps + "/deployments", Samples.deployment)
    _ = try await client.post(
      "/api/v1/namespaces/default/services",
      #"{"kind":"Service","apiVersion":"v1","metadata":{"name":"web"},"spec":{"selector":{"app":"web"},"ports":[{"port":80}]}}"#
    )
    await settle()
    let endpoints = try await client.get("/api/v1/namespaces/default/endpoints/web").json
    #expect(endpoints["subsets"]?.array?.first?["addresses"]?.array?.count == 2)
  }
}

import Kubernetes

func readAndWrite(_ client: ClusterClient) async throws {
  let deployments = client.appsV1.deployments(in: "default")
  let front = try await deployments.get("front")
  print(front.spec?.replicas ?? 1)

  // Read, change, and begin again if somebody else was faster.
  try await deployments.update("front") { $0.spec?.replicas = 3 }
  do { try await deployments.delete("back") } catch let error as KubernetesError where error.isNotFound {
    print("there is no back")
  }
}

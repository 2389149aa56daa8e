import Kubernetes

func createOrTakeOver(_ client: ClusterClient, _ map: CoreV1.ConfigMap) async throws {
  let maps = client.coreV1.configMaps(in: "web")
  do {
    try await maps.create(map)
  } catch let error as KubernetesError where error.isAlreadyExists {
    try await maps.update("settings") { $0.data = map.data }
  }
}

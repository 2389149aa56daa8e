import Kubernetes

/// Only compiled: it needs a pod to run in.
func runInCluster() async throws {
  let client = try await ClusterClient.connect()
  let lease = ObjectKey(namespace: client.defaultNamespace, name: "sites")
  let elector = LeaderElector(store: KubernetesLeaseStore(client, lease: lease))
  try await elector.run { _ in try await siteController(client).run() }
}

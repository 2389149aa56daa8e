import Kubernetes

/// Only compiled: it needs a pod to run in.
func runInCluster() async throws {
  let client = try await ClusterClient.connect()
  let elector = LeaderElector(client, lease: ObjectKey(name: "sites"))
  try await elector.run { _ in try await siteController(client).run() }
}

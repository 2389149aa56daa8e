import Kubernetes
import KubernetesServiceLifecycle
import Logging
import ServiceLifecycle
import UnixSignals

/// Only compiled: it needs a pod to run in.
func useServiceAccount() async throws {
  try await withClusterClient(.inCluster()) { client in
    print(client.defaultNamespace)
  }
}

func serve(_ client: ClusterClient) async throws {
  let manager = ControllerManager(
    [siteController(client)], elector: LeaderElector(client, lease: ObjectKey(name: "sites")))
  let group = ServiceGroup(
    services: [manager.service()], gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "sites"))
  try await group.run()
}

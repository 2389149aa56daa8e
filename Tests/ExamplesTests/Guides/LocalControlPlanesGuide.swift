import Kubernetes
import KubernetesTesting

/// Only compiled: it needs the servers.
func useControlPlane() async throws {
  let controlPlane = LocalControlPlane(binaries: try .locate())
  try await controlPlane.run { cluster in
    try await withClusterClient(cluster.apiServer.adminConfiguration) { client in
      print(try await client.discovery.serverVersion().gitVersion)
    }
  }
}

/// Only compiled.
func disturb(_ cluster: RunningControlPlane) async throws {
  try await cluster.stopAPIServer(.killed)
  // Whatever has to survive this.
  try await cluster.startAPIServer()
  try await cluster.compactHistory()
}

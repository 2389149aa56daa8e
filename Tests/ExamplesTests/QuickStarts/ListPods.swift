// The quick starts of README.md and of the guides, compiled. `DocumentedSnippetsTests` holds the pages against these
// files, `QuickStartTests` runs them.
import Kubernetes

/// Only compiled: it goes to the cluster of whoever runs it.
func listPods() async throws {
  try await withClusterClient { client in
    for pod in try await client.coreV1.pods(in: "default").list().items {
      print(pod.key, pod.status?.phase ?? "")
    }
  }
}

// The snippets of the guides, compiled; `DocumentedSnippetsTests` holds the pages against these files.
import Kubernetes

func useTypedClients(_ client: ClusterClient) async throws {
  let pods = client.coreV1.pods(in: "web")
  for pod in try await pods.list().items { print(pod.metadata.name ?? "") }

  let node = try await client.coreV1.nodes.get("worker-1")
  let all = try await client.appsV1.deployments.list()
  print(node.key, all.items.count)
}

func apply(_ client: ClusterClient) async throws {
  let wanted = AppsV1.Deployment(
    metadata: MetaV1.ObjectMeta(name: "web"), spec: AppsV1.DeploymentSpec(replicas: 3))
  try await client.appsV1.deployments(in: "web").apply(wanted, ApplyOptions(fieldManager: "scaler"))
}

func listOneByOne(_ client: ClusterClient) async throws {
  for try await pod in try await client.coreV1.pods.items() { print(pod.metadata.name ?? "") }
}

func listInPages(_ client: ClusterClient) async throws {
  do {
    for try await page in client.coreV1.pods.pages(of: 500) {
      print(page.items.count)
    }
  } catch let error as KubernetesError where error.isExpired {
    print("the list took so long that the server has forgotten its version: begin again")
  }
}

func wait(_ client: ClusterClient, _ pods: ResourceClient<CoreV1.Pod>) async throws {
  try await client.appsV1.deployments(in: "web").wait(for: "web", timeout: .seconds(120), until: .rolledOut)
  try await pods.wait(for: "web-0", timeout: .seconds(60), until: .deleted)
}

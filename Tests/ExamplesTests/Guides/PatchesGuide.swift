import Kubernetes

func addFinalizer(_ pods: ResourceClient<CoreV1.Pod>, _ version: String) async throws {
  let patch: JSONPatch = [
    .test("/metadata/resourceVersion", .string(version)),
    .add("/metadata/finalizers/-", "example.com/cleanup"),
  ]
  let pod = try await pods.patch("web-0", .json(patch))
  print(pod.metadata.finalizers)
}

func patchPod(_ pods: ResourceClient<CoreV1.Pod>) async throws {
  try await pods.patch("web-0", .merge(["metadata": ["labels": ["tier": "front"]]]))
  try await pods.patch("web-0", .strategic(["spec": ["containers": [["name": "web", "image": "nginx:1.29"]]]]))
}

func patchTheStatus(_ pods: ResourceClient<CoreV1.Pod>, _ pod: CoreV1.Pod) async throws {
  try await pods.patchStatus(of: pod) { $0.status?.message = "waiting for a volume" }
}

func applyOrListConflicts(
  _ deployments: ResourceClient<AppsV1.Deployment>, _ wanted: AppsV1.Deployment
) async throws {
  do {
    try await deployments.apply(wanted, ApplyOptions(fieldManager: "sites"))
  } catch let error as KubernetesError where !error.fieldManagerConflicts.isEmpty {
    for conflict in error.fieldManagerConflicts { print(conflict.field ?? "", conflict.message ?? "") }
  }
}

func applyAnything(_ client: ClusterClient, _ sites: GroupVersionResource) async throws {
  try await client.dynamic.resource(sites, namespace: "web").apply(
    "front", ["apiVersion": "example.com/v1", "kind": "Site", "spec": ["replicas": 3]],
    ApplyOptions(fieldManager: "scaler"))
}

import Kubernetes

func watchPods(_ client: ClusterClient) async throws {
  let pods = client.coreV1.pods(in: "default")
  for try await event in try await pods.events(ListOptions(labelSelector: "app=web")) {
    switch event {
    case .added(let pod): print("new", pod.key)
    case .modified(let pod): print("changed", pod.key, pod.status?.phase ?? "")
    case .deleted(let pod): print("gone", pod.key)
    case .bookmark: break
    }
  }
}

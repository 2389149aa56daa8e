import Kubernetes

func followPods(_ client: ClusterClient) async throws {
  let byNode = Indexer<CoreV1.Pod>("nodeName", value: { $0.spec?.nodeName })
  let informer = try Informer(client.coreV1.pods, indexers: [byNode])
  try await withThrowingTaskGroup { group in
    group.addTask { try await informer.run() }
    try await informer.waitForSync(within: .seconds(60))
    print(informer.store.count, try informer.store.byIndex("nodeName", "worker-1").count)
    for await delta in informer.deltas() {
      if let pod = delta.object { print(pod.key) }
    }
  }
}

import Kubernetes

func indexedStore() throws -> ThreadSafeStore<CoreV1.Pod> {
  let byNode = Indexer<CoreV1.Pod>("nodeName", value: { $0.spec?.nodeName })
  let byOwner = Indexer<CoreV1.Pod>("owner", values: { $0.metadata.ownerReferences.compactMap(\.uid) })
  let store = try ThreadSafeStore(indexers: [byNode, byOwner])
  return store
}

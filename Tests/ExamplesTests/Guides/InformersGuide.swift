import Kubernetes

func followByNode(_ pods: ResourceClient<CoreV1.Pod>) async throws {
  let informer = try Informer(pods, indexers: [Indexer("nodeName", value: { $0.spec?.nodeName })])

  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await informer.run() }
    try await informer.waitForSync(within: .seconds(60))
    print(try informer.store.byIndex("nodeName", "worker-1").count)
    for await delta in informer.deltas() {
      switch delta {
      case .added(let pod): print("new", pod.key)
      case .updated(let old, let new): print("changed", old.key, new.metadata.resourceVersion ?? "")
      case .deleted(let last, let finality): print("gone", last.key, finality)
      case .replaced, .synced: break
      }
    }
  }
}

func shareInformers(_ client: ClusterClient, _ widgetsResource: GroupVersionResource) async throws {
  let factory = SharedInformerFactory()
  let pods = try await factory.informer(of: CoreV1.Pod.self, client: client)
  let widgets = try await factory.dynamicInformer(for: widgetsResource, in: "default", client: client)
  let secrets = try await factory.metadataInformer(of: CoreV1.Secret.self, client: client)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await factory.run() }
    try await factory.waitForCacheSync(within: .seconds(60))
    print(pods.lister.list("app=web").count, widgets.store.count, secrets.store.count)
    group.cancelAll()
  }
}

func readTwoNamespaces(_ factory: SharedInformerFactory, _ client: ClusterClient) async throws {
  let sites = try await factory.informers(of: Site.self, in: ["team-a", "team-b"], client: client)
  try await sites.waitForSync(within: .seconds(60))
  print(sites.lister.list().count)
}

func controlTwoNamespaces(
  _ client: ClusterClient, _ reconcile: @escaping Controller<Site>.Reconcile
) -> Controller<Site> {
  let controller = Controller(for: Site.self, namespaces: ["team-a", "team-b"], client: client, reconcile)
    .owns(AppsV1.Deployment.self)  // in the same namespaces
  return controller
}

func cacheLess(_ client: ClusterClient) throws -> Informer<CoreV1.Pod> {
  // Pods of one application, without their managed fields, and of each only what is asked for later.
  let pods = client.coreV1.pods.decoding(DecodingOptions(managedFields: .drop))
  let informer = try Informer(
    pods, options: InformerOptions(labelSelector: "app=web"),
    transform: { pod in
      var slim = CoreV1.Pod(metadata: pod.metadata)
      slim.spec = CoreV1.PodSpec(nodeName: pod.spec?.nodeName)
      return slim
    })
  return informer
}

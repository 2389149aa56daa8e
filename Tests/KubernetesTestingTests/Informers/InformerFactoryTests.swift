import Kubernetes
import KubernetesTesting
import Testing

/// Informers of a whole cluster, in memory: from the client to the lister.
@Suite("Shared informers of an embedded server", .timeLimit(.minutes(1)))
struct InformerFactoryTests {
  private static let configMaps = GroupVersionResource(version: "v1", resource: "configmaps")

  private func run(_ body: (ClusterClient, SharedInformerFactory) async throws -> Void) async throws {
    let server = EmbeddedAPIServer()
    let client = ClusterClient(transport: server.transport)
    for namespace in ["red", "green", "blue"] {
      _ = try await client.coreV1.namespaces.create(CoreV1.Namespace(metadata: MetaV1.ObjectMeta(name: namespace)))
      for number in 0..<3 {
        _ = try await client.coreV1.configMaps(in: namespace).create(Self.configMap("map-\(number)", number))
      }
    }
    let factory = SharedInformerFactory()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await factory.run() }
      try await body(client, factory)
      group.cancelAll()
    }
  }

  private static func configMap(_ name: String, _ number: Int) -> CoreV1.ConfigMap {
    CoreV1.ConfigMap(
      metadata: MetaV1.ObjectMeta(name: name, labels: ["number": "\(number)"]), data: ["number": "\(number)"])
  }

  @Test func `typed and dynamic informers of the same resource are two, each of them shared`() async throws {
    try await run { client, factory in
      let typed = try await factory.informer(of: CoreV1.ConfigMap.self, client: client)
      let again = try await factory.informer(of: CoreV1.ConfigMap.self, client: client)
      let dynamic = try await factory.dynamicInformer(for: Self.configMaps, client: client)
      #expect(typed === again)
      #expect(factory.count == 2)
      try await factory.waitForCacheSync()
      #expect(typed.store.count == 9)
      #expect(Set(dynamic.store.list().keys) == Set(typed.store.list().keys))
      #expect(typed.lister.get(namespace: "red", name: "map-1")?.data["number"] == "1")
      #expect(dynamic.lister.get(namespace: "red", name: "map-1")?[path: "data", "number"] == "1")
      factory.release(again)
      #expect(typed.isRunning)
      factory.release(typed)
      #expect(factory.count == 1)
    }
  }

  @Test func `an informer of metadata is shared by those who ask for the same, and by no others`() async throws {
    try await run { client, factory in
      let metadata = try await factory.metadataInformer(of: CoreV1.ConfigMap.self, client: client)
      let again = try await factory.metadataInformer(for: Self.configMaps, client: client)
      #expect(metadata === again)
      let others = [
        try await factory.metadataInformer(for: Self.configMaps, in: "red", client: client),
        try await factory.metadataInformer(
          for: Self.configMaps, options: InformerOptions(labelSelector: "number=1"), client: client),
        try await factory.metadataInformer(
          for: Self.configMaps,
          transform: NamedTransform("no labels") {
            var object = $0
            object.metadata.labels = [:]
            return object
          }, client: client),
      ]
      let whole = try await factory.informer(of: CoreV1.ConfigMap.self, client: client)
      #expect(factory.count == 5)
      try await factory.waitForCacheSync()
      #expect(metadata.store.list().keys.sorted() == whole.store.list().keys.sorted())
      #expect(others.map(\.store.count) == [3, 3, 9])
      #expect(others[2].store.list().allSatisfy { $0.metadata.labels.isEmpty })

      factory.release(metadata)
      #expect(again.isRunning)
      factory.release(again)
      while again.isRunning { await Task.yield() }
      #expect(factory.count == 4)
      #expect(again.store.count == 0)
    }
  }

  @Test func `listers of metadata select by namespace and labels, and hear of changes`() async throws {
    try await run { client, factory in
      let byNumber = Indexer<MetaV1.PartialObjectMetadata>("number") { $0.metadata.labels["number"] }
      let informer = try await factory.metadataInformer(
        of: CoreV1.ConfigMap.self, indexers: [byNumber], client: client)
      try await factory.waitForCacheSync()
      let lister = informer.lister
      #expect(lister.list("number in (0, 2)").count == 6)
      #expect(lister.namespace("blue").list("number=1").map(\.key.description) == ["blue/map-1"])
      #expect(try lister.byIndex("number", "2").count == 3)
      let written = try await client.coreV1.configMaps(in: "green").patch(
        "map-2", .merge(["metadata": ["labels": ["number": "3"]], "data": ["more": "x"]]))
      try await informer.store.wait(untilObserved: written.metadata.resourceVersion ?? "")
      #expect(lister.namespace("green").get("map-2")?.metadata.labels == ["number": "3"])
      #expect(try lister.byIndex("number", "2").count == 2)
    }
  }

  @Test func `metadata of some namespaces is read as one`() async throws {
    try await run { client, factory in
      let group = try await factory.informers(for: Self.configMaps, namespaces: ["red", "blue"]) { namespace in
        client.metadata.resource(Self.configMaps, namespace: namespace)
      }
      try await group.waitForSync()
      #expect(group.lister.list("number=0").map(\.key.description).sorted() == ["blue/map-0", "red/map-0"])
    }
  }

  @Test func `a namespace, labels and fields select what is cached`() async throws {
    try await run { client, factory in
      let red = try await factory.informer(of: CoreV1.ConfigMap.self, in: "red", client: client)
      let ones = try await factory.informer(
        of: CoreV1.ConfigMap.self, options: InformerOptions(labelSelector: "number=1"), client: client)
      let named = try await factory.informer(
        of: CoreV1.ConfigMap.self, options: InformerOptions(fieldSelector: Field("metadata.name") == "map-2"),
        client: client)
      try await factory.waitForCacheSync()
      #expect(Set(red.store.list().keys.map(\.namespace)) == ["red"])
      #expect(Set(ones.store.list().keys.map(\.description)) == ["red/map-1", "green/map-1", "blue/map-1"])
      #expect(Set(named.store.list().keys.map(\.name)) == ["map-2"])
    }
  }

  @Test func `some namespaces are read as one`() async throws {
    try await run { client, factory in
      let group = try await factory.informers(for: Self.configMaps, namespaces: ["red", "blue"]) { namespace in
        client.coreV1.configMaps(in: namespace)
      }
      try await group.waitForSync()
      #expect(group.lister.list().count == 6)
      #expect(group.lister.list("number in (0, 2)").count == 4)
      #expect(group.lister.namespace("blue").list().count == 3)
      #expect(group.lister.namespace("green").list().isEmpty)
    }
  }

  @Test func `a type can be read in some namespaces`() async throws {
    try await run { client, factory in
      let group = try await factory.informers(of: CoreV1.ConfigMap.self, in: ["red", "blue"], client: client)
      let single = try await factory.informer(of: CoreV1.ConfigMap.self, in: "red", client: client)
      #expect(group.informers["red"] === single)
      #expect(factory.count == 2)
      try await group.waitForSync(within: .seconds(30))
      #expect(group.lister.list().count == 6)
      #expect(group.lister.namespace("green").list().isEmpty)
    }
  }

  @Test func `what one has written can be read`() async throws {
    try await run { client, factory in
      let informer = try await factory.informer(of: CoreV1.ConfigMap.self, in: "red", client: client)
      try await factory.waitForCacheSync()
      for number in 0..<20 {
        let written = try await client.coreV1.configMaps(in: "red").create(Self.configMap("own-\(number)", number))
        try await informer.store.wait(untilObserved: written.metadata.resourceVersion ?? "")
        #expect(informer.lister.get(written.key)?.data["number"] == "\(number)")
      }
    }
  }
}

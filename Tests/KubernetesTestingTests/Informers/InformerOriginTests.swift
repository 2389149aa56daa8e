import Kubernetes
import KubernetesTesting
import Testing

/// One factory, and several clients: nobody is given what another has read.
@Suite("Shared informers of several clients", .timeLimit(.minutes(1)))
struct InformerOriginTests {
  private static let configMaps = GroupVersionResource(version: "v1", resource: "configmaps")
  private let factory = SharedInformerFactory()

  /// A cluster with one object.
  private func cluster(_ name: String) async throws -> ClusterClient {
    let client = ClusterClient(transport: EmbeddedAPIServer().transport)
    _ = try await client.coreV1.namespaces.create(CoreV1.Namespace(metadata: MetaV1.ObjectMeta(name: "red")))
    let configMap = CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: name))
    _ = try await client.coreV1.configMaps(in: "red").create(configMap)
    return client
  }

  private func running(_ body: () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await factory.run() }
      try await factory.waitForCacheSync()
      try await body()
      group.cancelAll()
    }
  }

  @Test func `each client gets what its own cluster has, whatever it asks for`() async throws {
    let clients = [try await cluster("a"), try await cluster("b")]
    var typed: [Informer<CoreV1.ConfigMap>] = []
    var dynamic: [Informer<Unstructured>] = []
    var metadata: [Informer<MetaV1.PartialObjectMetadata>] = []
    var groups: [InformerGroup<CoreV1.ConfigMap>] = []
    for client in clients {
      typed.append(try await factory.informer(of: CoreV1.ConfigMap.self, client: client))
      dynamic.append(try await factory.dynamicInformer(for: Self.configMaps, client: client))
      metadata.append(try await factory.metadataInformer(of: CoreV1.ConfigMap.self, client: client))
      groups.append(try await factory.informers(of: CoreV1.ConfigMap.self, in: ["red"], client: client))
    }
    #expect(factory.count == 8)
    try await running {
      #expect(typed.map { $0.lister.list().map(\.key.name) } == [["a"], ["b"]])
      #expect(dynamic.map { $0.lister.list().map(\.key.name) } == [["a"], ["b"]])
      #expect(metadata.map { $0.lister.list().map(\.key.name) } == [["a"], ["b"]])
      #expect(groups.map { $0.lister.list().map(\.key.name) } == [["a"], ["b"]])
    }
  }

  @Test func `copies of a client share, and the empty namespace is all of them`() async throws {
    let client = try await cluster("a")
    let copy = client
    let informer = try await factory.informer(of: CoreV1.ConfigMap.self, client: client)
    let again = try await factory.informer(of: CoreV1.ConfigMap.self, in: "", client: copy)
    #expect(informer === again)
    let dynamic = try await factory.dynamicInformer(for: Self.configMaps, in: "", client: client)
    let metadata = try await factory.metadataInformer(for: Self.configMaps, in: "", client: client)
    let group = try await factory.informers(of: CoreV1.ConfigMap.self, in: [""], client: client)
    #expect(group.informers[""] === informer)
    try await running {
      #expect([dynamic.store.count, metadata.store.count, informer.store.count] == [1, 1, 1])
    }
  }

  @Test func `controllers of different clients share no informer`() async throws {
    let clients = [try await cluster("a"), try await cluster("b")]
    let seen = Seen()
    let controllers = clients.enumerated().map { number, client in
      Controller(for: CoreV1.ConfigMap.self, client: client, informers: factory) { key, _ in
        await seen.note("\(number): \(key.name)")
        return .done
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await factory.run() }
      for controller in controllers { group.addTask { try await controller.run() } }
      await seen.wait(for: 2)
      group.cancelAll()
      try await group.waitForAll()
    }
    #expect(await seen.all.sorted() == ["0: a", "1: b"])
  }

  private actor Seen {
    private(set) var all: Set<String> = []
    private var waiter: (count: Int, continuation: CheckedContinuation<Void, Never>)?

    func note(_ text: String) {
      all.insert(text)
      guard let waiter, all.count >= waiter.count else { return }
      self.waiter = nil
      waiter.continuation.resume()
    }

    func wait(for count: Int) async {
      if all.count >= count { return }
      await withCheckedContinuation { waiter = (count, $0) }
    }
  }
}

import KubernetesClient
import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesLocks
import KubernetesModels
import KubernetesTesting
import Testing

/// Against the embedded API server, which sends what it is asked for.
@Suite("Controllers that watch metadata only", .timeLimit(.minutes(1)))
struct MetadataSourceTests {
  private let journal = Journal()

  @Test func ownersAreFoundInMetadata() async throws {
    let cluster = try await Cluster()
    let maps = cluster.client.resource(CoreV1.ConfigMap.self, in: "default")
    let journal = journal
    let seen = Lock<[String]>([])
    let controller = Controller(for: Thing.self, client: cluster.client, options: .quiet) { key, context in
      let known = try context.lister(ofMetadataOf: CoreV1.ConfigMap.self).namespace(key.namespace).list()
      // Whole objects are not cached.
      #expect(throws: ControllerError.self) { try context.lister(of: CoreV1.ConfigMap.self) }
      seen.withLock { $0 = known.compactMap(\.metadata.name) }
      journal.note(key)
      return .done
    }
    .owns(metadataOf: CoreV1.ConfigMap.self)
    let thing = try await cluster.things.create(Thing("a"))
    try await running(controller) {
      try await journal.wait(for: .named("a"))
      var map = CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "m", namespace: "default"), data: ["a": "b"])
      try map.setControllerReference(to: thing)
      _ = try await maps.create(map)
      try await journal.wait(for: .named("a"), times: 2)
      #expect(seen.withLock { $0 } == ["m"])
      try await maps.delete("m")
      try await journal.wait(for: .named("a"), times: 3)
      #expect(seen.withLock { $0 } == [])
    }
  }

  @Test func keysAreMadeOfMetadata() async throws {
    let cluster = try await Cluster()
    let maps = cluster.client.resource(CoreV1.ConfigMap.self, in: "default")
    let journal = journal
    let controller = Controller(for: Thing.self, client: cluster.client, options: .quiet) { key, _ in
      journal.note(key)
      return .done
    }
    .watches(metadataOf: CoreV1.ConfigMap.self) { map, things in
      things.list().filter { $0.metadata.labels["map"] == map.metadata.name }.map(\.key)
    }
    _ = try await cluster.things.create(Thing("a", labels: ["map": "m"]))
    _ = try await cluster.things.create(Thing("b"))
    try await running(controller) {
      try await journal.wait(for: .named("a"))
      try await journal.wait(for: .named("b"))
      _ = try await maps.create(CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "m"), data: ["a": "b"]))
      try await journal.wait(for: .named("a"), times: 2)
    }
    #expect(journal.count(of: .named("b")) == 1)
  }

  @Test func theObjectsOfAControllerCanBeMetadata() async throws {
    let cluster = try await Cluster()
    let maps = cluster.client.resource(CoreV1.ConfigMap.self, in: "default")
    let controller = Controller(
      forEach: ControllerSource(metadataOf: CoreV1.ConfigMap.self, namespaces: ["default"]), client: cluster.client,
      options: .quiet
    ) { map, context in
      if map.metadata.labels["seen"] == nil {
        _ = try await context.resource.patch(context.key.name, .merge(["metadata": ["labels": ["seen": "yes"]]]))
      }
      return .done
    }
    _ = try await maps.create(CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "m"), data: ["a": "b"]))
    try await running(controller) {
      try await eventually { try await maps.get("m").metadata.labels["seen"] == "yes" }
    }
    // Nothing but the metadata was written.
    #expect(try await maps.get("m").data == ["a": "b"])
  }

  @Test func metadataOwnsToo() async throws {
    let cluster = try await Cluster()
    let journal = journal
    let controller = Controller(
      for: ControllerSource(metadataOf: Thing.self), client: cluster.client, options: .quiet
    ) { key, _ in
      journal.note(key)
      return .done
    }
    .owns(Part.self)
    let thing = try await cluster.things.create(Thing("a"))
    try await running(controller) {
      try await journal.wait(for: .named("a"))
      var part = Part("p")
      try part.setControllerReference(to: thing)
      _ = try await cluster.parts.create(part)
      try await journal.wait(for: .named("a"), times: 2)
    }
  }

  @Test func controllersShareACacheOfMetadata() async throws {
    let cluster = try await Cluster()
    let informers = SharedInformerFactory()
    let controllers = ["one", "two"].map { name in
      Controller(
        for: ControllerSource(metadataOf: Thing.self), client: cluster.client, options: .quiet, informers: informers
      ) { [journal] key, _ in
        journal.note(key)
        return .done
      }
    }
    _ = try await cluster.things.create(Thing("a"))
    let informing = Task { try await informers.run() }
    try await running(controllers[0]) {
      try await running(controllers[1]) {
        try await journal.wait(for: .named("a"), times: 2)
        #expect(informers.count == 1)
      }
    }
    informing.cancel()
    try await informing.value
  }
}

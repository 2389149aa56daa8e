import KubernetesClient
import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesModels
import KubernetesTesting
import Testing

/// Whole loops against the embedded API server, for every kind of object that there is.
@Suite("Controllers of all kinds of objects", .timeLimit(.minutes(1)))
struct ObjectTypeTests {
  /// A thing wants as many parts as its value says, and says how many it has.
  @Test func aCustomResourceOwnsObjectsThatComeBack() async throws {
    let cluster = try await Cluster()
    let client = cluster.client
    let controller = Controller(for: Thing.self, client: client, options: .quiet) { key, context in
      guard let thing = context.object else { return .done }
      let wanted = thing.spec?.value ?? 0
      for number in 0..<wanted {
        try await client.resource(Part.self, in: key.namespace)
          .createOrUpdate(Part("\(key.name)-\(number)", in: key.namespace)) {
            try $0.setControllerReference(to: thing)
          }
      }
      let parts = try context.lister(of: Part.self).namespace(key.namespace).list()
      try await context.resource.patchStatus(of: thing) { $0.status = Thing.Status(seen: parts.count) }
      return .done
    }
    .owns(Part.self)
    _ = try await cluster.things.create(Thing("a", value: 3))
    try await running(controller) {
      try await eventually { try await cluster.things.get("a").status?.seen == 3 }
      try await cluster.parts.delete("a-1")
      try await eventually {
        let count = try await cluster.parts.list().items.count
        let seen = try await cluster.things.get("a").status?.seen
        return count == 3 && seen == 3
      }
    }
    #expect(try await cluster.parts.list().items.allSatisfy { $0.controllerReference?.name == "a" })
  }

  @Test func aBuiltInTypeInOneNamespace() async throws {
    let cluster = try await Cluster()
    let journal = Journal()
    for namespace in ["default", "kube-public", "kube-system"] {
      _ = try await cluster.client.resource(CoreV1.ConfigMap.self, in: namespace)
        .create(CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "m", namespace: namespace)))
    }
    let controller = Controller(
      for: CoreV1.ConfigMap.self, namespaces: ["default", "kube-system"], client: cluster.client, options: .quiet
    ) { key, _ in
      journal.note(key)
      return .done
    }
    try await running(controller) { try await journal.wait { $0.count == 2 } }
    #expect(Set(journal.value.map(\.namespace)) == ["default", "kube-system"])
  }

  @Test func selectorsAreTheServers() async throws {
    let cluster = try await Cluster()
    let journal = Journal()
    _ = try await cluster.things.create(Thing("a", labels: ["app": "web"]))
    _ = try await cluster.things.create(Thing("b"))
    var source = ControllerSource(Thing.self)
    source.labelSelector = LabelSelector("app=web")
    let controller = Controller(for: source, client: cluster.client, options: .quiet) { key, _ in
      journal.note(key)
      return .done
    }
    try await running(controller) {
      try await journal.wait(for: .named("a"))
      // An object that is not selected any more is gone.
      _ = try await cluster.things.patch("a", .merge(["metadata": ["labels": .null]]))
      try await journal.wait(for: .named("a"), times: 2)
    }
    #expect(journal.count(of: .named("b")) == 0)
  }

  @Test func untypedObjectsOfSeveralResources() async throws {
    let cluster = try await Cluster()
    let dynamic = cluster.client.dynamic
    let seen = Journal()
    let controller = Controller(
      for: ControllerSource(Thing.groupVersionResource, kind: Thing.groupVersionKind), client: cluster.client,
      options: .quiet
    ) { key, context in
      guard let thing = context.object else { return .done }
      let parts = try context.lister(of: Unstructured.self, Part.groupVersionResource)
      if parts.get(key) == nil {
        var part = Unstructured(Part.groupVersionKind, namespace: key.namespace, name: key.name)
        try part.setControllerReference(to: thing)
        _ = try await dynamic.resource(Part.groupVersionResource, namespace: key.namespace).create(part)
      } else {
        seen.note(key)
      }
      return .done
    }
    .owns(ControllerSource(Part.groupVersionResource, kind: Part.groupVersionKind))
    _ = try await cluster.things.create(Thing("a"))
    try await running(controller) { try await seen.wait(for: .named("a")) }
  }

  @Test func clusterScopedOwnersOfNamespacedObjects() async throws {
    let cluster = try await Cluster()
    let journal = Journal()
    let nodes = cluster.client.resource(CoreV1.Node.self)
    let node = try await nodes.create(CoreV1.Node(metadata: MetaV1.ObjectMeta(name: "n")))
    let controller = Controller(for: CoreV1.Node.self, client: cluster.client, options: .quiet) { key, _ in
      journal.note(key)
      return .done
    }
    .owns(Part.self)
    try await running(controller) {
      try await journal.wait(for: ObjectKey(name: "n"))
      var part = Part("p")
      try part.setControllerReference(to: node)
      _ = try await cluster.parts.create(part)
      try await journal.wait(for: ObjectKey(name: "n"), times: 2)
    }
    #expect(journal.value.allSatisfy { $0 == ObjectKey(name: "n") })
  }
}

import Foundation
import Kubernetes
import KubernetesTesting
import Testing

/// Informers of servers that die and forget, on a control plane of their own.
@Suite(
  "Informers of disturbed servers", .needsControlPlane, .controlPlane, .serialized, .timeLimit(.minutes(5)))
struct InformerDisturbanceTests {
  private static let kind = GroupVersionKind(version: "v1", kind: "ConfigMap")

  private func run(_ body: (LiveInformer, RunningControlPlane) async throws -> Void) async throws {
    var options = InformerOptions()
    options.reflector.pageSize = 7
    try await LiveClient.run { client, namespace in
      let maps = client.dynamic.resource(.configMaps, namespace: namespace)
      try await LiveInformer.run(maps, direct: maps, kind: Self.kind, options: options) {
        try await body($0, try LiveControlPlane.current())
      }
    }
  }

  @Test func aKilledServerLosesNothing() async throws {
    try await run { live, cluster in
      for round in 0..<2 {
        try await live.churn("before-\(round)", 0..<20)
        let failures = live.informer.status.failures
        try await cluster.stopAPIServer(.killed)
        await live.waitForTrouble(after: failures)
        #expect(live.informer.status.lastError != nil)
        // A cache without a server is a cache.
        #expect(live.informer.store.count > 0)
        try await cluster.startAPIServer()
        try await live.churn("after-\(round)", 0..<20)
      }
    }
  }

  @Test func aCompactionLosesNothing() async throws {
    try await run { live, cluster in
      for round in 0..<3 {
        try await live.churn("round-\(round)", 0..<12)
        try await cluster.compactHistory()
      }
    }
  }

  /// While the informer is away, its version goes out of every memory: it must list again, and find what is gone.
  @Test func aForgottenVersionIsListedAnew() async throws {
    let configuration = try LiveControlPlane.configuration()
    let cluster = try LiveControlPlane.current()
    try await LiveClient.run { direct, namespace in
      let maps = direct.dynamic.resource(.configMaps, namespace: namespace)
      try await DisturbingProxy.run(to: configuration.server.port) { proxy, port in
        var proxied = configuration
        proxied.server.port = port
        try await withClusterClient(proxied) { client in
          try await LiveInformer.run(
            client.dynamic.resource(.configMaps, namespace: namespace), direct: maps, kind: Self.kind
          ) { live in
            try await live.churn("before", 0..<8)
            try await live.expectEqual()
            let before = live.informer.status
            await proxy.refuse()
            await live.waitForTrouble(after: before.failures)
            _ = try await maps.delete("before-0")
            try await live.churn("meanwhile", 0..<8)
            try await cluster.compactHistory()
            try await cluster.restartAPIServer(.killed)
            // Once more, so that the new server's cache begins later than the informer's version.
            try await live.churn("later", 0..<2)
            await proxy.goOn()
            try await live.expectEqual()
            #expect(live.informer.status.lists > before.lists)
          }
        }
      }
    }
  }

  /// A server of today streams its lists, and goes on to do so after it was killed.
  @Test func aKilledServerOfStreamingListsLosesNothing() async throws {
    let cluster = try LiveControlPlane.current()
    guard let server = cluster.customResourceServer else { return }
    try await withClusterClient(server.adminConfiguration) { client in
      let group = "g\(UUID().uuidString.prefix(8).lowercased()).example.com"
      let widgets = try await CustomResources.widgets(group, client)
      try await LiveInformer.run(
        widgets, direct: widgets, kind: GroupVersionKind(group: group, version: "v1", kind: "Widget")
      ) { live in
        #expect(live.informer.status.streamingRefusal == nil)
        #expect(live.informer.status.lists == 1)
        for round in 0..<2 {
          try await live.churn("before-\(round)", 0..<12)
          try await cluster.compactHistory()
          try await cluster.restartCustomResourceServer(.killed)
          try await live.churn("after-\(round)", 0..<12)
          try await live.expectEqual()
        }
        #expect(live.informer.status.streamingRefusal == nil)
      }
    }
  }
}

/// A custom resource that is served.
private enum CustomResources {
  static func widgets(_ group: String, _ client: ClusterClient) async throws -> ResourceClient<Unstructured> {
    let definitions = client.dynamic.resource(.definitions)
    var definition = Unstructured(
      GroupVersionKind(group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition"),
      name: "widgets.\(group)")
    let schema: JSONValue = ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
    definition["spec"] = [
      "group": .string(group), "scope": "Cluster",
      "names": ["plural": "widgets", "singular": "widget", "kind": "Widget"],
      "versions": [["name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema]]],
    ]
    _ = try await definitions.create(definition)
    let name = Field("metadata.name") == "widgets.\(group)"
    for try await event in try await definitions.events(ListOptions(fieldSelector: name, timeoutSeconds: 60)) {
      let conditions = event.object?[path: "status", "conditions"]?.array ?? []
      if conditions.contains(where: { $0["type"] == "Established" && $0["status"] == "True" }) { break }
    }
    return client.dynamic.resource(GroupVersionResource(group: group, version: "v1", resource: "widgets"))
  }
}

import KubernetesClient
import KubernetesCore
import KubernetesModels
import Testing

@testable import KubernetesTesting

@Suite("The metadata client on the embedded server")
struct EmbeddedMetadataTests {
  private static let maps = GroupVersionResource(version: "v1", resource: "configmaps")

  @Test func everyVerbWorksOnMetadata() async throws {
    let server = EmbeddedAPIServer()
    let cluster = ClusterClient(transport: server.transport)
    let whole = cluster.resource(CoreV1.ConfigMap.self, in: "default")
    for name in ["a", "b", "c"] {
      let meta = MetaV1.ObjectMeta(name: name, labels: ["app": name == "c" ? "no" : "yes"])
      _ = try await whole.create(CoreV1.ConfigMap(metadata: meta, data: ["k": "v"]))
    }
    let maps = cluster.metadata.resource(Self.maps, namespace: "default")
    let first = try await maps.get("a")
    #expect(first.metadata.uid == (try await whole.get("a").metadata.uid))
    #expect(first.unknownFields == nil)
    #expect(try await maps.find("none") == nil)

    var names: [String?] = []
    for try await page in maps.pages(of: 1, ListOptions(labelSelector: "app=yes")) {
      names += page.items.map(\.metadata.name)
    }
    #expect(names == ["a", "b"])

    let page = try await maps.list()
    let watch = try await maps.watch(ListOptions(resourceVersion: page.resourceVersion))
    let patched = try await maps.patch("a", .merge(["metadata": ["annotations": ["x": "y"]]]))
    #expect(patched.metadata.annotations == ["x": "y"])
    #expect(try await whole.get("a").data == ["k": "v"], "the rest of the object stays")
    try await maps.delete("b")
    try await maps.deleteCollection(selecting: ListOptions(labelSelector: "app=no"))
    var seen: [String] = []
    for try await batch in watch {
      for event in batch.events {
        switch event {
        case .modified(let object): seen.append("modified \(object.metadata.name ?? "")")
        case .deleted(let object): seen.append("deleted \(object.metadata.name ?? "")")
        default: seen.append("other")
        }
      }
      if seen.count == 3 { break }
    }
    #expect(seen == ["modified a", "deleted b", "deleted c"])
    #expect(try await maps.list().items.map(\.metadata.name) == ["a"])
  }
}

import Kubernetes
import KubernetesClient
import KubernetesCore
import Testing

extension Live {
  @Suite("Metadata on a real server") struct MetadataTests {
    @Test func everyVerbAndAWatchAnswerWithMetadataOnly() async throws {
      try await LiveClient.run { client, namespace in
        let whole = client.dynamic.resource(.configMaps, namespace: namespace)
        for name in ["a", "b", "c"] {
          _ = try await whole.create(.configMap(name, ["k": "v"], labels: ["app": name == "c" ? "no" : "yes"]))
        }
        let maps = client.metadata.resource(.configMaps, namespace: namespace)
        let one = try await maps.get("a")
        #expect(one.metadata.uid == (try await whole.get("a").metadata.uid))
        #expect(one.unknownFields == nil)
        let selected = ListOptions(labelSelector: "app=yes")
        var names: [String?] = []
        for try await page in maps.pages(of: 1, selected) { names += page.items.map(\.metadata.name) }
        #expect(names == ["a", "b"])
        let page = try await maps.list(selected)
        let events = try await maps.events(ListOptions(labelSelector: "app=yes", resourceVersion: page.resourceVersion))
        #expect(
          try await maps.patch("a", .merge(["metadata": ["annotations": ["x": "y"]]])).metadata.annotations["x"] == "y")
        #expect(try await whole.get("a")["data"] == ["k": "v"])
        try await maps.delete("b")
        var seen: [String] = []
        for try await event in events {
          switch event {
          case .modified(let object): seen.append("modified \(object.metadata.name ?? "")")
          case .deleted(let object): seen.append("deleted \(object.metadata.name ?? "")")
          default: break
          }
          if seen.count == 2 { break }
        }
        #expect(seen == ["modified a", "deleted b"])
        try await maps.deleteCollection(selecting: ListOptions(labelSelector: "app=no"))
        #expect(try await maps.find("c") == nil)
      }
    }

    @Test func theServerAnswersInProtobufAndNotWithWholeObjects() async throws {
      try await LiveClient.run { client, namespace in
        _ = try await client.dynamic.resource(.configMaps, namespace: namespace).create(.configMap("a", ["k": "v"]))
        var request = RESTRequest(verb: "get", path: "/api/v1/namespaces/\(namespace)/configmaps/a")
        request.accept = ["application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"]
        let answer = try await client.rest.send(request)
        #expect(answer.format == .protobuf)
        let object = try MetaV1.PartialObjectMetadata(
          wire: answer.body, format: .protobuf, context: DecodingContext())
        #expect(object.metadata.name == "a")
      }
    }

    @Test func anInformerOfMetadataFollows() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        _ = try await maps.create(.configMap("a", ["k": "v"]))
        let informer = try Informer(client.metadata.resource(.configMaps, namespace: namespace))
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { try await informer.run() }
          group.addTask {
            var added: Set<String> = []
            for try await delta in informer.deltas() {
              if let name = delta.object?.metadata.name, added.insert(name).inserted, name == "a" {
                _ = try await maps.create(.configMap("b"))
              }
              if added.isSuperset(of: ["a", "b"]) { break }
            }
          }
          try await group.next()
          group.cancelAll()
        }
      }
    }
  }
}

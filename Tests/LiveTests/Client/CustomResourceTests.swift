import Foundation
import KubernetesClient
import KubernetesCore
import Testing

extension Live {
  @Suite("Custom resources on a real server") struct CustomResourceTests {
    @Test func aResourceIsFoundAndUsedRightAfterItsDefinition() async throws {
      try await LiveClient.run { client, namespace in
        let group = "g\(UUID().uuidString.prefix(8).lowercased()).example.com"
        // Discovery has been read before the definition exists.
        _ = try await client.discovery.catalog()
        let definitions = client.dynamic.resource(.definitions)
        _ = try await definitions.create(Self.definition(group))
        let name = Field("metadata.name") == "widgets.\(group)"
        for try await event in try await definitions.events(ListOptions(fieldSelector: name, timeoutSeconds: 60)) {
          let conditions = event.object?[path: "status", "conditions"]?.array ?? []
          if conditions.contains(where: { $0["type"] == "Established" && $0["status"] == "True" }) { break }
        }
        while try await !Self.isListed(group, client) {}
        let found = try await client.discovery.resource(for: GroupKind(group: group, kind: "Widget"))
        let widgets = client.dynamic.resource(found, namespace: namespace)
        var widget = Unstructured(found.kind, name: "one")
        widget["spec"] = ["size": 3]
        #expect(try await widgets.create(widget)[path: "spec", "size"] == 3)
        widget.metadata.name = "two"
        widget["spec"] = ["size": "large"]
        let invalid = await #expect(throws: KubernetesError.self) { try await widgets.create(widget) }
        #expect(invalid?.isInvalid == true)
      }
    }

    /// Whether the server lists the group and its resources, which it does a moment after it serves them.
    private static func isListed(_ group: String, _ client: ClusterClient) async throws -> Bool {
      let groups = try await client.rest.send(RESTRequest(verb: "get", path: "/apis"))
      guard groups.body.text.contains(group) else { return false }
      do {
        let resources = try await client.rest.send(RESTRequest(verb: "get", path: "/apis/\(group)/v1"))
        return resources.body.text.contains("widgets")
      } catch let error as KubernetesError where error.isNotFound {
        return false
      }
    }

    private static func definition(_ group: String) -> Unstructured {
      var definition = Unstructured(
        GroupVersionKind(group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition"),
        name: "widgets.\(group)")
      let schema: JSONValue = [
        "type": "object",
        "properties": ["spec": ["type": "object", "properties": ["size": ["type": "integer"]]]],
      ]
      definition["spec"] = [
        "group": .string(group), "scope": "Namespaced",
        "names": ["plural": "widgets", "singular": "widget", "kind": "Widget"],
        "versions": [["name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema]]],
      ]
      return definition
    }
  }
}

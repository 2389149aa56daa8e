import KubernetesClient
import KubernetesCore
import Testing

extension Live {
  @Suite("Patches on a real server") struct PatchTests {
    @Test func everyKindOfPatch() async throws {
      try await LiveClient.run { client, namespace in
        let deployments = client.dynamic.resource(.deployments, namespace: namespace)
        _ = try await deployments.create(.deployment("web", replicas: 1))

        let merged = try await deployments.patch("web", .merge(["spec": ["replicas": 2]]))
        #expect(merged[path: "spec", "replicas"] == 2)

        let operations: JSONValue = [
          ["op": "test", "path": "/spec/replicas", "value": 2],
          ["op": "replace", "path": "/spec/replicas", "value": 3],
        ]
        #expect(
          try await deployments.patch("web", .json(try JSONPatch(json: operations)))[path: "spec", "replicas"] == 3)
        let failed = await #expect(throws: KubernetesError.self) {
          try await deployments.patch("web", .json(try JSONPatch(json: operations)))
        }
        #expect(failed?.isInvalid == true)

        let containers: JSONValue = ["spec": ["template": ["spec": ["containers": [["name": "side", "image": "x"]]]]]]
        let strategic = try await deployments.patch("web", .strategic(containers))
        #expect(strategic[path: "spec", "template", "spec", "containers"]?.array?.count == 2)
      }
    }

    @Test func appliedFieldsBelongToTheirManager() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        func apply(_ value: String, _ manager: String, force: Bool = false) async throws -> Unstructured {
          try await maps.apply(
            "one", Unstructured.configMap("one", ["a": .string(value)]).json,
            ApplyOptions(fieldManager: manager, force: force))
        }
        _ = try await apply("1", "first")
        let conflict = await #expect(throws: KubernetesError.self) { try await apply("2", "second") }
        #expect(conflict?.isConflict == true)
        #expect(conflict?.causes.contains { $0.field == ".data.a" } == true)
        #expect(try await apply("2", "second", force: true)[path: "data", "a"] == "2")
      }
    }

    @Test func statusAndScaleAreTheirOwn() async throws {
      try await LiveClient.run { client, namespace in
        let deployments = client.dynamic.resource(.deployments, namespace: namespace)
        var web = try await deployments.create(.deployment("web", replicas: 1))
        web["status"] = ["observedGeneration": 1, "replicas": 1]
        web[path: "spec", "replicas"] = 9
        let updated = try await deployments.updateStatus(web)
        #expect(updated[path: "status", "replicas"] == 1)
        #expect(updated[path: "spec", "replicas"] == 1)

        let scale = deployments.subresource("scale", of: "web", as: Unstructured.self)
        var current = try await scale.get()
        #expect(current.kind == "Scale")
        current[path: "spec", "replicas"] = 4
        #expect(try await scale.update(current)[path: "spec", "replicas"] == 4)
        #expect(try await deployments.get("web")[path: "spec", "replicas"] == 4)
      }
    }
  }
}

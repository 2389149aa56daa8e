import KubernetesClient
import KubernetesCore
import Testing

extension Live {
  @Suite("Verbs on a real server") struct VerbTests {
    @Test func anObjectIsMadeReadChangedAndDeleted() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        let made = try await maps.create(.configMap("one", ["a": "1"]))
        #expect(made.metadata.uid != nil)
        #expect(try await maps.get("one") == made)

        var changed = made
        changed[path: "data", "a"] = "2"
        let updated = try await maps.update(changed)
        #expect(updated[path: "data", "a"] == "2")
        let conflict = await #expect(throws: KubernetesError.self) { try await maps.update(changed) }
        #expect(conflict?.isConflict == true)

        let again = try await maps.update("one") { $0[path: "data", "b"] = "3" }
        #expect(again["data"] == ["a": "2", "b": "3"])
        guard case .status(let status) = try await maps.delete("one") else {
          Issue.record("the server did not answer with a status")
          return
        }
        #expect(status.details?.name == "one")
        #expect(try await maps.find("one") == nil)
      }
    }

    @Test func refusalsKeepTheServersWords() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        _ = try await maps.create(.configMap("one"))
        let exists = await #expect(throws: KubernetesError.self) { try await maps.create(.configMap("one")) }
        #expect(exists?.isAlreadyExists == true)
        let missing = await #expect(throws: KubernetesError.self) { try await maps.get("none") }
        #expect(missing?.isNotFound == true)
        #expect(missing?.status?.details?.name == "none")
        let invalid = await #expect(throws: KubernetesError.self) { try await maps.create(.configMap("Not A Name")) }
        #expect(invalid?.isInvalid == true)
        #expect(invalid?.causes.contains { $0.field == "metadata.name" } == true)
      }
    }

    @Test func aGeneratedNameAndADryRun() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        var object = Unstructured.configMap("")
        object.metadata.name = nil
        object.metadata.generateName = "made-"
        let made = try await maps.create(object)
        #expect(made.metadata.name?.hasPrefix("made-") == true)
        _ = try await maps.create(.configMap("dry"), CreateOptions(dryRun: true))
        #expect(try await maps.find("dry") == nil)
      }
    }

    @Test func deletionsHeedPreconditions() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        _ = try await maps.create(.configMap("one"))
        let options = DeleteOptions(preconditions: Preconditions(uid: "somebody-else"))
        let refused = await #expect(throws: KubernetesError.self) { try await maps.delete("one", options) }
        #expect(refused?.isConflict == true)
        _ = try await maps.create(.configMap("two", labels: ["keep": "no"]))
        try await maps.deleteCollection(selecting: ListOptions(labelSelector: "keep=no"))
        #expect(try await maps.list().items.map(\.metadata.name) == ["one"])
      }
    }
  }
}

import Testing

@testable import KubernetesTesting

/// The version in which objects are stored need not be served: they are deleted all the same.
@Suite("Stored versions that are not served")
struct UnservedStorageTests {
  let things = ThingDefinition()
  let path = "/apis/example.com/v2/namespaces/n/things"

  private func setUp(more: String = "") async throws {
    _ = try await things.client.post(
      "/api/v1/namespaces", #"{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"n"}}"#)
    let answer = try await things.define(
      ThingDefinition.version("", served: false), ThingDefinition.version("", name: "v2", storage: false))
    #expect(answer.status == 201, "\(answer.message ?? "")")
    #expect(try await things.client.post(path, ThingDefinition.thing("{}", version: "v2", more: more)).status == 201)
    #expect(try await things.client.get(things.path).status == 404)
  }

  @Test func goWithTheirDefinition() async throws {
    try await setUp()
    _ = try await things.client.delete(ThingDefinition.definitions + "/things.example.com")
    #expect(try await things.client.get(ThingDefinition.definitions + "/things.example.com").status == 404)
  }

  @Test func goWithTheirNamespace() async throws {
    try await setUp()
    _ = try await things.client.delete("/api/v1/namespaces/n")
    #expect(try await things.client.get("/api/v1/namespaces/n").status == 404)
    #expect(try await things.client.get(path + "/t").status == 404)
  }

  @Test func goWithTheirOwner() async throws {
    let owner = try await things.client.post(
      "/api/v1/nodes", #"{"kind":"Node","apiVersion":"v1","metadata":{"name":"owner"}}"#)
    let uid = owner.json["metadata"]?["uid"]?.string ?? ""
    try await setUp(more: #","ownerReferences":[{"apiVersion":"v1","kind":"Node","name":"owner","uid":"\#(uid)"}]"#)
    _ = try await things.client.delete("/api/v1/nodes/owner")
    #expect(try await things.client.get(path + "/t").status == 404)
  }
}

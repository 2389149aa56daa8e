import Testing

@testable import KubernetesTesting

@Suite("Names of custom resources")
struct DefinitionNameTests {
  let client = TestClient()

  @discardableResult
  private func define(
    _ plural: String, _ kind: String, group: String = "example.com", more: String = ""
  ) async throws
    -> JSON
  {
    try await client.post(
      ThingDefinition.definitions,
      #"{"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","metadata":{"name":"\#(plural).\#(group)"},"spec":{"group":"\#(group)","scope":"Namespaced","names":{"plural":"\#(plural)","kind":"\#(kind)"\#(more)},"versions":[\#(ThingDefinition.version(""))]}}"#
    ).json
  }

  private func condition(_ type: String, _ name: String) async throws -> JSON? {
    let tree = try await client.get(ThingDefinition.definitions + "/" + name).json
    return DefinitionNames.condition(type, of: tree)
  }

  @Test func aKindIsTakenOnceInAGroup() async throws {
    try await define("things", "Thing")
    try await define("others", "Thing")
    try await define("others", "Thing", group: "example.org")
    let accepted = try await condition("NamesAccepted", "others.example.com")
    #expect(accepted?["status"] == "False")
    #expect(accepted?["reason"] == "ListKindConflict")
    #expect(accepted?["message"] == "\"ThingList\" is already in use")
    #expect(try await condition("Established", "others.example.com")?["reason"] == "NotAccepted")
    #expect(try await client.get("/apis/example.com/v1/namespaces/default/others").status == 404)
    #expect(try await client.get("/apis/example.com/v1/namespaces/default/things").status == 200)
    #expect(try await client.get("/apis/example.org/v1/namespaces/default/others").status == 200)
  }

  @Test func namesThatBecomeFreeAreGiven() async throws {
    try await define("things", "Thing", more: #","shortNames":["t"]"#)
    try await define("others", "Other", more: #","shortNames":["t"]"#)
    #expect(try await condition("NamesAccepted", "others.example.com")?["reason"] == "ShortNamesConflict")
    _ = try await client.delete(ThingDefinition.definitions + "/things.example.com")
    #expect(try await condition("Established", "others.example.com")?["status"] == "True")
    #expect(try await client.get("/apis/example.com/v1/namespaces/default/others").status == 200)
    let resources = try await client.get("/apis/example.com/v1").json["resources"]?.array
    #expect(resources?.first?["shortNames"] == ["t"])
  }
}

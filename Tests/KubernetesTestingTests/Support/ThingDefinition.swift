import Testing

@testable import KubernetesTesting

/// Definitions of `things.example.com`, for tests that are about schemas.
struct ThingDefinition {
  let client = TestClient()
  let path = "/apis/example.com/v1/namespaces/default/things"
  static let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
  static let merge = "application/merge-patch+json"

  static func version(
    _ properties: String, name: String = "v1", served: Bool = true, storage: Bool = true, more: String = ""
  ) -> String {
    #"{"name":"\#(name)","served":\#(served),"storage":\#(storage)\#(more),"schema":{"openAPIV3Schema":{"type":"object","properties":{\#(properties)}}}}"#
  }

  static func spec(_ properties: String) -> String { #""spec":{"type":"object","properties":{\#(properties)}}"# }

  func define(_ versions: String...) async throws -> TestClient.Answer {
    try await client.post(
      Self.definitions,
      #"{"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","metadata":{"name":"things.example.com"},"spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},"versions":[\#(versions.joined(separator: ","))]}}"#
    )
  }

  func redefine(_ versions: String...) async throws {
    let answer = try await client.patch(
      Self.definitions + "/things.example.com", Self.merge,
      #"{"spec":{"versions":[\#(versions.joined(separator: ","))]}}"#)
    #expect(answer.status == 200, "\(answer.message ?? "")")
  }

  static func thing(_ spec: String, version: String = "v1", more: String = "") -> String {
    #"{"kind":"Thing","apiVersion":"example.com/\#(version)","metadata":{"name":"t"\#(more)},"spec":\#(spec)}"#
  }

  func create(_ spec: String) async throws -> TestClient.Answer { try await client.post(path, Self.thing(spec)) }

  func change(_ patch: String, _ subresource: String = "") async throws -> TestClient.Answer {
    try await client.patch(path + "/t" + subresource, Self.merge, patch)
  }
}

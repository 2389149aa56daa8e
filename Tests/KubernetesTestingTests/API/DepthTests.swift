import HTTPTypes
import KubernetesCore
import Testing

@testable import KubernetesTesting

/// What is nested deeply is stored and read back as it is, or refused.
@Suite("Deep objects")
struct DepthTests {
  let client = TestClient()
  let path = "/apis/example.com/v1/namespaces/default/blobs"

  private static let blobs =
    #"{"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","metadata":{"name":"blobs.example.com"},"spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"blobs","singular":"blob","kind":"Blob","listKind":"BlobList"},"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}"#

  private func define() async throws {
    let answer = try await client.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Self.blobs)
    try #require(answer.status == 201)
  }

  /// An object of so many levels.
  private func blob(_ levels: Int) -> String {
    let inner = levels - 2
    return
      #"{"kind":"Blob","apiVersion":"example.com/v1","metadata":{"name":"b","finalizers":["example.com/f"]},"spec":"#
      + String(repeating: #"{"a":"#, count: inner) + "1" + String(repeating: "}", count: inner) + "}"
  }

  @Test(arguments: 506...512)
  func isReadBackWhole(_ levels: Int) async throws {
    try await define()
    #expect(try await client.post(path, blob(levels)).status == 201)
    // A protected object stays, and can be changed.
    #expect(try await client.delete(path + "/b").status == 200)
    let patched = try await client.patch(
      path + "/b", "application/merge-patch+json", #"{"metadata":{"labels":{"a":"b"}}}"#)
    #expect(patched.status == 200)
    let body = try await client.get(path + "/b").body
    #expect(try JSONParser.parse(body, depth: JSONParser.storedDepth)["metadata"]?["labels"] == ["a": "b"])
    #expect(try await client.put(path + "/b", body.text).status == 200)
  }

  @Test func isRefusedBeyondTheLimit() async throws {
    try await define()
    let answer = try await client.post(path, blob(513))
    #expect(answer.status == 400)
    #expect(answer.message?.contains("exceeded max depth") == true)
  }

  @Test func isRefusedInProtobufToo() async throws {
    let kind = GroupVersionKind(group: "apps", version: "v1", kind: "ControllerRevision")
    let levels = JSONParser.maximumDepth
    let data = String(repeating: #"{"a":"#, count: levels - 1) + "1" + String(repeating: "}", count: levels - 1)
    let tree: JSON = [
      "kind": "ControllerRevision", "apiVersion": "apps/v1", "metadata": ["name": "r"], "revision": 1,
      "data": try JSONParser.parse(data),
    ]
    let bytes = try #require(ProtobufEnvelope.wrap(tree, type: TypeTable.builtIn.type(of: kind)))
    let answer = try await client.server.transport.send(
      TransportRequest(
        method: .post, target: "/apis/apps/v1/namespaces/default/controllerrevisions",
        headers: [.contentType: "application/vnd.kubernetes.protobuf"], body: Bytes(bytes)))
    #expect(answer.status == 400)
    #expect(answer.body.text.contains("exceeded max depth"))
  }

  @Test func isRefusedWhenAPatchMakesIt() async throws {
    try await define()
    _ = try await client.post(path, blob(400))
    let place = "/spec" + String(repeating: "/a", count: 397)
    for operation in [
      #"{"op":"copy","from":"/spec","path":"\#(place)/b"}"#, #"{"op":"add","path":"\#(place)","value":\#(blob(400))}"#,
    ] {
      let answer = try await client.patch(path + "/b", "application/json-patch+json", "[\(operation)]")
      #expect(answer.status == 422)
    }
    #expect(try await client.get(path + "/b").status == 200)
  }

  @Test func copiesThatDoubleTheDepthAreRefused() throws {
    var deepest = "/a"
    var operations: [String] = []
    for _ in 0..<8 {
      operations.append(#"{"op":"copy","from":"/a","path":"\#(deepest)/a"}"#)
      deepest += deepest
    }
    let patch = try JSONParser.parse("[\(operations.joined(separator: ","))]")
    _ = try JSONPatch.apply(patch, to: ["a": [:]])
    for _ in 0..<6 {
      operations.append(#"{"op":"copy","from":"/a","path":"\#(deepest)/a"}"#)
      deepest += deepest
    }
    let more = try JSONParser.parse("[\(operations.joined(separator: ","))]")
    #expect(throws: APIError.self) { try JSONPatch.apply(more, to: ["a": [:]]) }
  }

  @Test func copiesThatDoubleTheSizeAreRefused() async throws {
    let one = TestClient.configMaps + "/one"
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("one", data: #"{"a":"1"}"#))
    let operations = (0..<60).map { #"{"op":"copy","from":"/data","path":"/data/k\#($0)"}"# }
    let answer = try await client.patch(
      one, "application/json-patch+json", "[\(operations.joined(separator: ","))]")
    #expect(answer.status == 422)
    #expect(answer.body.count < 1000)
  }
}

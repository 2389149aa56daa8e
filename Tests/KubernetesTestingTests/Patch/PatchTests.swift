import Testing

@testable import KubernetesTesting

@Suite("Patching objects")
struct PatchTests {
  let client = TestClient()
  let one = TestClient.configMaps + "/one"

  @Test func appliesOperations() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("one", data: #"{"a":"1","b":"2"}"#))
    let answer = try await client.patch(
      one, "application/json-patch+json",
      #"[{"op":"test","path":"/data/a","value":"1"},{"op":"remove","path":"/data/a"},{"op":"add","path":"/data/c","value":"3"},{"op":"move","from":"/data/b","path":"/data/d"}]"#
    )
    #expect(answer.json["data"] == ["c": "3", "d": "2"])
  }

  @Test func refusesAFailedTest() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("one", data: #"{"a":"1"}"#))
    let answer = try await client.patch(
      one, "application/json-patch+json", #"[{"op":"test","path":"/data/a","value":"2"}]"#)
    #expect(answer.status == 422)
    #expect(
      answer.json == [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
        "message": "the server rejected our request due to an error in our request", "reason": "Invalid",
        "details": [:],
        "code": 422,
      ])
  }

  @Test func mergesAndRemoves() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("one", data: #"{"a":"1","b":"2"}"#))
    let answer = try await client.patch(one, "application/merge-patch+json", #"{"data":{"a":null,"c":"3"}}"#)
    #expect(answer.json["data"] == ["b": "2", "c": "3"])
  }

  @Test func mergesListsByTheirKeys() async throws {
    let path = "/apis/apps/v1/namespaces/default/deployments"
    _ = try await client.post(path, Samples.deployment)
    let strategic = "application/strategic-merge-patch+json"
    let two = try await client.patch(
      path + "/web", strategic,
      #"{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"b:1"},{"name":"web","image":"nginx:2"}]}}}}"#
    )
    func images(_ answer: TestClient.Answer) -> [String: String] {
      Dictionary(
        (answer.json["spec"]?["template"]?["spec"]?["containers"]?.array ?? []).map {
          ($0["name"]?.string ?? "", $0["image"]?.string ?? "")
        }, uniquingKeysWith: { first, _ in first })
    }
    #expect(images(two) == ["web": "nginx:2", "side": "b:1"])
    let one = try await client.patch(
      path + "/web", strategic, #"{"spec":{"template":{"spec":{"containers":[{"name":"web","$patch":"delete"}]}}}}"#)
    #expect(images(one) == ["side": "b:1"])
  }

  @Test func keepsOnlyRetainedKeys() async throws {
    let path = "/apis/apps/v1/namespaces/default/deployments"
    _ = try await client.post(path, Samples.deployment)
    let answer = try await client.patch(
      path + "/web", "application/strategic-merge-patch+json",
      #"{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}"#)
    #expect(answer.json["spec"]?["strategy"] == ["type": "Recreate"])
  }

  @Test func refusesOtherKinds() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("one"))
    #expect(try await client.patch(one, "application/json", "{}").status == 415)
  }

  @Test func isRefusedWhenTheVersionIsOld() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("one"))
    let answer = try await client.patch(
      one, "application/merge-patch+json", #"{"metadata":{"resourceVersion":"1"},"data":{"a":"1"}}"#)
    #expect(answer.status == 409)
  }
}

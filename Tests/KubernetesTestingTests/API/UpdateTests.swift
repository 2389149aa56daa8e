import Testing

@testable import KubernetesTesting

@Suite("Updating objects")
struct UpdateTests {
  let client = TestClient()
  let one = TestClient.configMaps + "/one"

  @Test func refusesAnOldVersion() async throws {
    let created = try await client.post(TestClient.configMaps, TestClient.configMap("one")).json
    var changed = created
    changed["data"] = ["a": "1"]
    #expect(try await client.put(one, changed.text).status == 200)
    let answer = try await client.put(one, changed.text)
    #expect(answer.status == 409)
    #expect(
      answer.message
        == "Operation cannot be fulfilled on configmaps \"one\": the object has been modified; please apply your changes to the latest version and try again"
    )
    #expect(answer.json["details"] == ["name": "one", "kind": "configmaps"])
  }

  @Test func takesAnObjectWithoutVersionAsItIs() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("one", data: #"{"a":"1"}"#))
    let answer = try await client.put(one, TestClient.configMap("one", data: #"{"b":"2"}"#))
    #expect(answer.status == 200)
    #expect(answer.json["data"] == ["b": "2"])
  }

  @Test func storesNothingWhenNothingChanges() async throws {
    let created = try await client.post(TestClient.configMaps, TestClient.configMap("one", data: #"{"a":"1"}"#)).json
    let revision = await client.server.revision
    #expect(try await client.put(one, created.text).json == created)
    #expect(await client.server.revision == revision)
  }

  @Test func keepsWhatClientsMayNotChange() async throws {
    let created = try await client.post(TestClient.configMaps, TestClient.configMap("one")).json
    var changed = created
    changed["metadata"]?["creationTimestamp"] = "2001-01-01T00:00:00Z"
    changed["metadata"]?["generation"] = 7
    changed["data"] = ["a": "1"]
    let answer = try await client.put(one, changed.text)
    #expect(answer.json["metadata"]?["creationTimestamp"] == created["metadata"]?["creationTimestamp"])
    #expect(answer.json["metadata"]?["generation"] == nil)
  }

  @Test func needsTheNameOfThePath() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("one"))
    let answer = try await client.put(one, TestClient.configMap("two"))
    #expect(answer.status == 400)
    #expect(answer.message == "the name of the object (two) does not match the name on the URL (one)")
  }

  @Test func countsTheChangesOfTheSpec() async throws {
    let path = "/apis/apps/v1/namespaces/default/deployments"
    let created = try await client.post(path, Samples.deployment).json
    #expect(created["metadata"]?["generation"] == 1)
    #expect(created["spec"]?["revisionHistoryLimit"] == 10)
    #expect(created["spec"]?["template"]?["spec"]?["dnsPolicy"] == "ClusterFirst")
    let merge = "application/merge-patch+json"
    let labelled = try await client.patch(path + "/web", merge, #"{"metadata":{"labels":{"a":"b"}}}"#).json
    #expect(labelled["metadata"]?["generation"] == 1)
    let scaled = try await client.patch(path + "/web", merge, #"{"spec":{"replicas":5}}"#).json
    #expect(scaled["metadata"]?["generation"] == 2)
  }

  @Test func keepsStatusAndSpecApart() async throws {
    let path = "/apis/apps/v1/namespaces/default/deployments"
    _ = try await client.post(path, Samples.deployment)
    let merge = "application/merge-patch+json"
    let plain = try await client.patch(path + "/web", merge, #"{"status":{"replicas":3}}"#).json
    #expect(plain["status"]?["replicas"] == nil)
    let status = try await client.patch(
      path + "/web/status", merge, #"{"status":{"replicas":3},"spec":{"replicas":9}}"#
    ).json
    #expect(status["status"]?["replicas"] == 3)
    #expect(status["spec"]?["replicas"] == 2)
    #expect(status["metadata"]?["generation"] == 1)
  }

  @Test func scales() async throws {
    let path = "/apis/apps/v1/namespaces/default/deployments"
    _ = try await client.post(path, Samples.deployment)
    let scale = try await client.get(path + "/web/scale").json
    #expect(scale["kind"] == "Scale")
    #expect(scale["spec"]?["replicas"] == 2)
    #expect(scale["status"]?["selector"] == "app=web")
    let answer = try await client.patch(
      path + "/web/scale", "application/merge-patch+json", #"{"spec":{"replicas":4}}"#)
    #expect(answer.json["spec"]?["replicas"] == 4)
    #expect(try await client.get(path + "/web").json["spec"]?["replicas"] == 4)
  }
}

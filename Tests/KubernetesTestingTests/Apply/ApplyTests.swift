import Testing

@testable import KubernetesTesting

@Suite("Server-side apply")
struct ApplyTests {
  let client = TestClient()
  let applied = TestClient.configMaps + "/applied"

  private func apply(
    _ path: String, manager: String, force: Bool = false, _ body: String
  ) async throws -> TestClient.Answer {
    try await client.patch(
      path + "?fieldManager=\(manager)" + (force ? "&force=true" : ""), "application/apply-patch+yaml", body)
  }

  private func configMap(_ data: String) -> String {
    #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"applied"},"data":\#(data)}"#
  }

  @Test func createsAndNotesTheManager() async throws {
    let answer = try await apply(applied, manager: "one", configMap(#"{"a":"1"}"#))
    #expect(answer.status == 201)
    #expect(
      answer.json["metadata"]?["managedFields"] == [
        [
          "manager": "one", "operation": "Apply", "apiVersion": "v1", "time": "2026-09-21T14:13:20Z",
          "fieldsType": "FieldsV1", "fieldsV1": ["f:data": ["f:a": [:]]],
        ]
      ])
  }

  @Test func refusesWhatAnotherManagerOwns() async throws {
    _ = try await apply(applied, manager: "one", configMap(#"{"a":"1"}"#))
    let answer = try await apply(applied, manager: "two", configMap(#"{"a":"2"}"#))
    #expect(answer.status == 409)
    #expect(
      answer.json == [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
        "message": "Apply failed with 1 conflict: conflict with \"one\": .data.a", "reason": "Conflict",
        "details": [
          "causes": [["reason": "FieldManagerConflict", "message": "conflict with \"one\"", "field": ".data.a"]]
        ],
        "code": 409,
      ])
  }

  @Test func takesOverByForce() async throws {
    _ = try await apply(applied, manager: "one", configMap(#"{"a":"1"}"#))
    let answer = try await apply(applied, manager: "two", force: true, configMap(#"{"a":"2"}"#))
    #expect(answer.status == 200)
    #expect(answer.json["data"] == ["a": "2"])
    #expect(answer.json["metadata"]?["managedFields"]?.array?.compactMap { $0["manager"]?.string } == ["two"])
  }

  @Test func sharesEqualValues() async throws {
    _ = try await apply(applied, manager: "one", configMap(#"{"a":"1"}"#))
    let answer = try await apply(applied, manager: "two", configMap(#"{"a":"1"}"#))
    #expect(answer.status == 200)
    #expect(answer.json["metadata"]?["managedFields"]?.array?.count == 2)
  }

  @Test func removesWhatAManagerNoLongerWants() async throws {
    _ = try await apply(applied, manager: "one", configMap(#"{"a":"1","b":"2"}"#))
    _ = try await apply(applied, manager: "two", configMap(#"{"b":"2"}"#))
    let answer = try await apply(applied, manager: "one", configMap(#"{"c":"3"}"#))
    #expect(answer.json["data"] == ["b": "2", "c": "3"])
  }

  @Test func changesNothingASecondTime() async throws {
    let first = try await apply(applied, manager: "one", configMap(#"{"a":"1"}"#)).json
    #expect(try await apply(applied, manager: "one", configMap(#"{"a":"1"}"#)).json == first)
  }

  @Test func notesUpdates() async throws {
    let answer = try await client.post(
      TestClient.configMaps, TestClient.configMap("one", data: #"{"key":"value"}"#, labels: #"{"app":"demo"}"#))
    #expect(
      answer.json["metadata"]?["managedFields"] == [
        [
          "manager": "client", "operation": "Update", "apiVersion": "v1", "time": "2026-09-21T14:13:20Z",
          "fieldsType": "FieldsV1",
          "fieldsV1": [
            "f:data": [".": [:], "f:key": [:]], "f:metadata": ["f:labels": [".": [:], "f:app": [:]]],
          ],
        ]
      ])
    let patched = try await client.patch(
      TestClient.configMaps + "/one", "application/merge-patch+json", #"{"data":{"k":"3"}}"#)
    #expect(
      patched.json["metadata"]?["managedFields"]?.array?.first?["fieldsV1"]?["f:data"]
        == [".": [:], "f:k": [:], "f:key": [:]])
  }

  @Test func namesUpdatersInConflicts() async throws {
    _ = try await client.post(TestClient.configMaps, configMap(#"{"a":"1","b":"1"}"#))
    let answer = try await apply(applied, manager: "two", configMap(#"{"a":"2","b":"2"}"#))
    #expect(
      answer.message
        == "Apply failed with 2 conflicts: conflicts with \"client\" using v1:\n- .data.a\n- .data.b")
  }

  @Test func mergesListsByTheirKeys() async throws {
    let path = "/apis/apps/v1/namespaces/default/deployments/web"
    _ = try await apply(path, manager: "one", Samples.deployment)
    let answer = try await apply(
      path, manager: "two",
      #"{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web"},"spec":{"template":{"spec":{"containers":[{"name":"web","env":[{"name":"A","value":"1"}]},{"name":"side","image":"b:1"}]}}}}"#
    )
    #expect(answer.status == 200)
    let containers = answer.json["spec"]?["template"]?["spec"]?["containers"]?.array ?? []
    #expect(containers.compactMap { $0["name"]?.string } == ["web", "side"])
    #expect(containers.first?["image"] == "nginx:1")
    #expect(containers.first?["env"] == [["name": "A", "value": "1"]])
    let less = try await apply(
      path, manager: "two", #"{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web"}}"#)
    let rest = less.json["spec"]?["template"]?["spec"]?["containers"]?.array ?? []
    #expect(rest.compactMap { $0["name"]?.string } == ["web"])
    #expect(rest.first?["env"] == nil)
  }

  @Test func needsAManager() async throws {
    let answer = try await client.patch(applied, "application/apply-patch+yaml", configMap("{}"))
    #expect(answer.status == 422)
    #expect(answer.json["details"]?["causes"]?.array?.first?["field"] == "fieldManager")
  }

  @Test func readsYAML() async throws {
    let yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: applied\ndata:\n  a: \"1\"\n"
    #expect(try await apply(applied, manager: "one", yaml).json["data"] == ["a": "1"])
  }
}

import HTTPTypes
import Testing

@testable import KubernetesTesting

@Suite("Creating objects")
struct CreateTests {
  let client = TestClient()

  @Test func storesAndAnswersTheObject() async throws {
    let answer = try await client.post(TestClient.configMaps, TestClient.configMap("one", data: #"{"key":"value"}"#))
    #expect(answer.status == 201)
    let object = answer.json
    #expect(object["kind"] == "ConfigMap")
    #expect(object["data"] == ["key": "value"])
    #expect(object["metadata"]?["namespace"] == "default")
    #expect(object["metadata"]?["resourceVersion"]?.string == String(await client.server.revision))
    #expect(object["metadata"]?["creationTimestamp"] == "2026-09-21T14:13:20Z")
    #expect(object["metadata"]?["uid"]?.string?.count == 36)
    let read = try await client.get(TestClient.configMaps + "/one")
    #expect(read.status == 200)
    #expect(read.json == object)
  }

  @Test func refusesASecondOfTheSameName() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("one"))
    let answer = try await client.post(TestClient.configMaps, TestClient.configMap("one"))
    #expect(answer.status == 409)
    #expect(
      answer.json == [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
        "message": "configmaps \"one\" already exists", "reason": "AlreadyExists",
        "details": ["name": "one", "kind": "configmaps"], "code": 409,
      ])
  }

  @Test func generatesNames() async throws {
    let body = #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"generateName":"gen-"}}"#
    let first = try await client.post(TestClient.configMaps, body).json["metadata"]?["name"]?.string
    let second = try await client.post(TestClient.configMaps, body).json["metadata"]?["name"]?.string
    #expect(first?.hasPrefix("gen-") == true)
    #expect(first?.count == 9)
    #expect(first != second)
  }

  @Test func storesNothingInADryRun() async throws {
    let answer = try await client.post(TestClient.configMaps + "?dryRun=All", TestClient.configMap("dry"))
    #expect(answer.status == 201)
    #expect(answer.json["metadata"]?["resourceVersion"] == nil)
    #expect(try await client.get(TestClient.configMaps + "/dry").status == 404)
  }

  @Test func needsTheNamespace() async throws {
    let answer = try await client.post("/api/v1/namespaces/absent/configmaps", TestClient.configMap("one"))
    #expect(answer.status == 404)
    #expect(answer.message == "namespaces \"absent\" not found")
  }

  @Test func refusesBadNames() async throws {
    let answer = try await client.post(TestClient.configMaps, TestClient.configMap("Bad_Name"))
    #expect(answer.status == 422)
    #expect(answer.reason == "Invalid")
    #expect(answer.json["details"]?["causes"]?.array?.first?["field"] == "metadata.name")
    #expect(answer.json["details"]?["causes"]?.array?.first?["reason"] == "FieldValueInvalid")
  }

  @Test func saysWhereJSONBreaks() async throws {
    let answer = try await client.post(TestClient.configMaps, #"{"apiVersion":"#)
    #expect(answer.status == 400)
    #expect(
      answer.message
        == #"the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected end of JSON input ({"apiVersion":)"#
    )
  }

  @Test func warnsOfUnknownFields() async throws {
    let answer = try await client.post(
      TestClient.configMaps, #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"three"},"dato":1}"#)
    #expect(answer.status == 201)
    #expect(answer.headers[.warning] == #"299 - "unknown field \"dato\"""#)
    #expect(answer.json["dato"] == nil)
  }

  @Test func refusesUnknownFieldsWhenStrict() async throws {
    let answer = try await client.post(
      TestClient.configMaps + "?fieldValidation=Strict",
      #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"three"},"dato":1}"#)
    #expect(answer.status == 400)
    #expect(
      answer.message
        == #"ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dato""#)
  }

  @Test func refusesOtherMediaTypes() async throws {
    let answer = try await client.call(.post, TestClient.configMaps, "x", [.contentType: "text/plain"])
    #expect(answer.status == 415)
    #expect(answer.reason == "UnsupportedMediaType")
  }

  @Test func readsYAML() async throws {
    let yaml = "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: yaml\ndata:\n  on: \"1\"\n"
    let answer = try await client.call(.post, TestClient.configMaps, yaml, [.contentType: "application/yaml"])
    #expect(answer.status == 201)
    #expect(answer.json["data"]?.object?.count == 1)
  }

  @Test func readsYAMLWithTextsThatLookLikeNumbersToBaseSixty() async throws {
    for (name, text) in [("short", "12:30"), ("long", "1:00:00:00:00:00:00:00:00:00:00")] {
      let yaml = "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: \(name)\ndata:\n  at: \(text)\n"
      let answer = try await client.call(.post, TestClient.configMaps, yaml, [.contentType: "application/yaml"])
      #expect(answer.status == 201)
      #expect(answer.json["data"]?["at"]?.string == text)
    }
  }
}

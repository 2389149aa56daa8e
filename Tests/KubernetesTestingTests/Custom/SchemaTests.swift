import HTTPTypes
import Testing

@testable import KubernetesTesting

@Suite("Schemas of custom resources")
struct SchemaTests {
  let things = ThingDefinition()

  @Test func membersAreCounted() async throws {
    _ = try await things.define(
      ThingDefinition.version(
        ThingDefinition.spec(#""m":{"type":"object","minProperties":2,"additionalProperties":{"type":"string"}}"#)))
    let answer = try await things.create(#"{"m":{"a":"1"}}"#)
    #expect(answer.status == 422)
    #expect(answer.message?.hasSuffix("spec.m in body should have at least 2 properties") == true)
    #expect(try await things.create(#"{"m":{"a":"1","b":"2"}}"#).status == 201)
  }

  @Test func anExpressionThatIsNoneRefusesTheDefinition() async throws {
    let answer = try await things.define(
      ThingDefinition.version(ThingDefinition.spec(#""a":{"type":"string","pattern":"(?=a)"}"#)))
    #expect(answer.status == 422)
    #expect(
      answer.message?.hasSuffix(
        "must be a valid regular expression, but isn't: error parsing regexp: invalid or unsupported Perl syntax: `(?=`"
      )
        == true)
  }

  @Test(.timeLimit(.minutes(1))) func anExpressionCannotHangTheServer() async throws {
    _ = try await things.define(
      ThingDefinition.version(ThingDefinition.spec(#""a":{"type":"string","pattern":"^(a+)+$"}"#)))
    #expect(try await things.create(#"{"a":"aa"}"#).status == 201)
    let text = String(repeating: "a", count: 100) + "!"
    #expect(try await things.change(#"{"spec":{"a":"\#(text)"}}"#).status == 422)
  }

  @Test func embeddedObjectsAreObjects() async throws {
    _ = try await things.define(
      ThingDefinition.version(
        ThingDefinition.spec(
          #""o":{"type":"object","x-kubernetes-embedded-resource":true,"x-kubernetes-preserve-unknown-fields":true}"#)))
    let refused = try await things.create(#"{"o":{"metadata":{"labels":{"bad key":"x"}}}}"#)
    #expect(refused.status == 422)
    #expect(
      Set((refused.json["details"]?["causes"]?.array ?? []).compactMap { $0["field"]?.string })
        == ["spec.o.apiVersion", "spec.o.kind", "spec.o.metadata.labels"])
    let made = try await things.create(
      #"{"o":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","nonsense":1},"more":1}}"#)
    #expect(
      made.json[path: "spec", "o"] == ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "x"], "more": 1])
    #expect(made.headers[.warning]?.contains("spec.o.metadata.nonsense") == true)
  }

  @Test func whatWasWrongAlreadyMayStay() async throws {
    _ = try await things.define(
      ThingDefinition.version(ThingDefinition.spec(#""a":{"type":"string"},"b":{"type":"integer"}"#)))
    _ = try await things.create(#"{"a":"UPPER"}"#)
    try await things.redefine(
      ThingDefinition.version(
        ThingDefinition.spec(#""a":{"type":"string","pattern":"^[a-z]+$"},"b":{"type":"integer"}"#)))
    #expect(try await things.change(#"{"spec":{"b":1}}"#).status == 200)
    #expect(try await things.change(#"{"spec":{"a":"STILL"}}"#).status == 422)
    #expect(try await things.client.delete(things.path + "/t").status == 200)
    #expect(try await things.create(#"{"a":"UPPER"}"#).status == 422)
  }

  @Test func theStatusGetsItsDefaults() async throws {
    _ = try await things.define(
      ThingDefinition.version(
        #""status":{"type":"object","properties":{"phase":{"type":"string","default":"Pending"},"n":{"type":"integer"}}}"#,
        more: #","subresources":{"status":{}}"#))
    _ = try await things.client.post(things.path, ThingDefinition.thing("{}"))
    #expect(try await things.change(#"{"status":{"n":1}}"#, "/status").json["status"] == ["n": 1, "phase": "Pending"])
    #expect(try await things.client.get(things.path + "/t").json["status"]?["phase"] == "Pending")
  }

  @Test func whatIsStoredIsShownAsTheSchemaSaysNow() async throws {
    _ = try await things.define(
      ThingDefinition.version(ThingDefinition.spec(#""a":{"type":"string"},"b":{"type":"string"}"#)))
    let made = try await things.create(#"{"a":"1","b":"2"}"#)
    try await things.redefine(
      ThingDefinition.version(ThingDefinition.spec(#""a":{"type":"string"},"color":{"type":"string","default":"red"}"#))
    )
    let shown: JSON = ["a": "1", "color": "red"]
    let read = try await things.client.get(things.path + "/t").json
    #expect(read["spec"] == shown)
    #expect(read["metadata"]?["resourceVersion"] == made.json["metadata"]?["resourceVersion"])
    #expect(try await things.client.get(things.path).json["items"]?.array?.first?["spec"] == shown)
    let watch = try await things.client.watch(things.path + "?watch=1&resourceVersion=0")
    #expect(try await watch.next()?["object"]?["spec"] == shown)
  }

  @Test func objectsShowTheVersionThatWasAskedFor() async throws {
    let (v1, v2) = (
      ThingDefinition.version(ThingDefinition.spec(#""a":{"type":"string"}"#)),
      ThingDefinition.version(ThingDefinition.spec(#""a":{"type":"string"}"#), name: "v2", storage: false)
    )
    _ = try await things.define(v1, v2)
    _ = try await things.create(#"{"a":"1"}"#)
    try await things.redefine(
      v1.replacing(#""storage":true"#, with: #""storage":false"#),
      v2.replacing(#""storage":false"#, with: #""storage":true"#))
    let read = try await things.client.get("/apis/example.com/v2/namespaces/default/things/t").json
    #expect(read["apiVersion"] == "example.com/v2")
  }
}

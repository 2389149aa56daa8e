import KubernetesCore
import Testing

@Suite struct UnstructuredTests {
  static let text = #"""
    {"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w","namespace":"n","uid":"u","resourceVersion":"7",\#
    "generation":3,"labels":{"a":"b","bad":1},"annotations":{"c":"d"},"finalizers":["f"],"odd":[1],\#
    "creationTimestamp":"2026-11-24T02:15:41Z"},"spec":{"big":9007199254740993,"ports":[{"port":80}]}}
    """#

  private func object() throws -> Unstructured {
    try Unstructured(wire: Bytes(Self.text), format: .json, context: DecodingContext())
  }

  @Test func reads() throws {
    let object = try object()
    #expect(object.groupVersionKind == GroupVersionKind(group: "example.com", version: "v1", kind: "Widget"))
    #expect(object.key == ObjectKey(namespace: "n", name: "w"))
    let metadata = object.metadata
    #expect(metadata.uid == "u" && metadata.resourceVersion == "7" && metadata.generation == 3)
    #expect(metadata.labels == ["a": "b"])
    #expect(metadata.label("a") == "b" && metadata.annotation("c") == "d" && metadata.label("c") == nil)
    #expect(metadata.annotations == ["c": "d"] && metadata.finalizers == ["f"])
    #expect(metadata.creationTimestamp == Time(seconds: 1_795_486_541))
    #expect(!metadata.isBeingDeleted && metadata.generateName == nil)
    #expect(object[path: "spec", "big"]?.integer == 9_007_199_254_740_993)
    #expect(object.value(at: ["spec", "ports", 0, "port"]) == 80)
    #expect(object.value(at: ["spec", "ports", 1]) == nil)
  }

  @Test func writesBackAllThatWasRead() throws {
    let object = try object()
    let again = try Unstructured(
      wire: Bytes(try object.wireBytes(format: .json)), format: .json, context: DecodingContext())
    #expect(again == object)
    #expect(again.metadata.fields["odd"] == [1])
  }

  @Test func changesAreIndependentOfCopies() throws {
    let original = try object()
    var changed = original
    changed.metadata.labels["x"] = "y"
    changed.metadata.finalizers = []
    changed.metadata.annotations = [:]
    changed.metadata.deletionTimestamp = Time(seconds: 0)
    changed.metadata.namespace = nil
    try changed.set(81, at: ["spec", "ports", 0, "port"])
    try changed.set("v", at: ["status", "phase"])
    #expect(original == (try object()))
    #expect(changed.metadata.labels == ["a": "b", "x": "y"])
    #expect(changed.metadata.fields["finalizers"] == nil && changed.metadata.fields["annotations"] == nil)
    #expect(changed.metadata.isBeingDeleted && changed.metadata.name == "w" && changed.key == ObjectKey(name: "w"))
    #expect(changed.value(at: ["spec", "ports", 0, "port"]) == 81)
    #expect(changed[path: "status", "phase"] == "v")
    try changed.set(nil, at: ["status"])
    #expect(changed[path: "status"] == nil)
  }

  @Test func aFailedChangeChangesNothing() throws {
    var changed = try object()
    #expect(throws: WireError.self) { try changed.set(1, at: ["kind", "x"]) }
    #expect(throws: WireError.self) { try changed.set(1, at: []) }
    #expect(changed == (try object()))
  }

  @Test func madeFromNothing() throws {
    let object = Unstructured(GroupVersionKind(version: "v1", kind: "Pod"), namespace: "n", name: "p")
    #expect(object.json == ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "namespace": "n"]])
    var empty = Unstructured()
    #expect(empty.groupVersionKind == nil && empty.key == ObjectKey(name: "") && empty.metadata.labels.isEmpty)
    empty.metadata.name = "x"
    #expect(empty.json == ["metadata": ["name": "x"]])
  }

  @Test func membersOfTheWrongTypeCountAsMissing() {
    let object = Unstructured(fields: [
      "apiVersion": 1, "kind": [:], "metadata": ["name": 1, "labels": [], "finalizers": "x"],
    ])
    #expect(object.apiVersion.isEmpty && object.kind.isEmpty && object.groupVersionKind == nil)
    #expect(object.metadata.name == nil && object.metadata.labels.isEmpty && object.metadata.finalizers.isEmpty)
    #expect(Unstructured(fields: ["metadata": "x"]).metadata.fields.isEmpty)
  }

  @Test(arguments: ["[]", "1", "null", #""x""#, "{", ""])
  func refusesWhatIsNoObject(text: String) {
    #expect(throws: WireError.self) { try Unstructured(wire: Bytes(text), format: .json, context: DecodingContext()) }
  }

  @Test func protobufNeedsAType() {
    #expect(throws: WireError.self) {
      try Unstructured(wire: Bytes("{}"), format: .protobuf, context: DecodingContext())
    }
    #expect(throws: WireError.self) { try Unstructured().wireBytes(format: .protobuf) }
  }

  @Test("looking at metadata through a mutable view changes nothing")
  func untouchedMetadata() {
    func look(_ metadata: inout UnstructuredMetadata) {}
    for fields in [[:], ["metadata": .null], ["metadata": "odd"], ["metadata": [:]]] as [JSONObject] {
      var object = Unstructured(fields: fields)
      look(&object.metadata)
      #expect(object.fields == fields)
      object.metadata.name = "x"
      #expect(object.fields == ["metadata": ["name": "x"]])
    }
  }

  @Test("an empty path is the object itself, which only another object replaces")
  func emptyPath() throws {
    var object = try object()
    object[path: []] = 1
    object[path: []] = nil
    #expect(object == (try self.object()))
    object[path: []] = ["kind": "A"]
    #expect(object.fields == ["kind": "A"])
  }
}

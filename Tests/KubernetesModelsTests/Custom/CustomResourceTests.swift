import Foundation
import KubernetesCore
import Testing

@Suite("Types that were generated from a custom resource definition")
struct CustomResourceTests {
  private static let text = #"""
    {"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w","namespace":"n"},"spec":{"size":"large",
    "replicas":3,"generation":9007199254740993,"weight":1.5,"isPaused":true,"port":"http","memory":"1Gi",
    "certificate":"YWJj","notBefore":"2026-01-02T03:04:05Z","labels":{"a":"b"},"limits":{"x":{"count":2}},
    "groups":{"g":["1","2"]},"arguments":["-v"],"matrix":[[1,2],[3]],"parts":[{"name":"p","class":"c","shape":{"sides":4}}],
    "template":{"kind":"Any"},"settings":{"a":[1,{"b":null}]},"later":{"added":true}},
    "status":{"replicas":2,"observedGeneration":7,"conditions":[{"type":"Ready","status":"True",
    "lastTransitionTime":"2026-01-02T03:04:05Z","reason":"Done","message":""}]}}
    """#

  private func widget() throws -> ExampleV1.Widget {
    try ExampleV1.Widget(wire: Bytes(Self.text), format: .json, context: DecodingContext())
  }

  @Test("every kind of field has its Swift type")
  func fields() throws {
    let spec = try #require(try widget().spec)
    #expect(spec.size == "large")
    #expect(spec.generation == 9_007_199_254_740_993)
    #expect(spec.weight == 1.5)
    #expect(spec.port == .string("http"))
    #expect(spec.memory == "1Gi")
    #expect(spec.certificate == Array("abc".utf8))
    #expect(spec.notBefore?.time == (try Time(parsing: "2026-01-02T03:04:05Z")))
    #expect(spec.limits["x"]?.count == 2)
    #expect(spec.groups == ["g": ["1", "2"]])
    #expect(try spec.matrix.map { try $0.value() } == [[1, 2], [3]])
    #expect(spec.parts.first?.shape?.sides == 4)
    #expect(try spec.settings?.value() == ["a": [1, ["b": .null]]])
    #expect(spec.unknownFields?.memberNames == ["later"])
    #expect(try widget().status?.conditions.first?.type == "Ready")
  }

  @Test("nothing is lost on the way back")
  func roundTrip() throws {
    let widget = try widget()
    #expect(try JSONValue(json: widget.encoded(format: .json)) == JSONValue(json: Self.text))
    #expect(
      try ExampleV1.Widget(wire: widget.encoded(format: .json), format: .json, context: DecodingContext()) == widget)
    #expect(try JSONDecoder().decode(ExampleV1.Widget.self, from: JSONEncoder().encode(widget)) == widget)
  }

  @Test("there is no Protobuf of it, and asking for some is an error, not an empty message")
  func noProtobuf() throws {
    let widget = try widget()
    let written = #expect(throws: WireError.self) { try widget.encoded(format: .protobuf) }
    #expect(written?.code == .unsupported)
    #expect(written?.message == "Widget has no Protobuf form, only JSON")
    let read = #expect(throws: WireError.self) {
      try ExampleV1.Widget(wire: Bytes([]), format: .protobuf, context: DecodingContext())
    }
    #expect(read?.code == .unsupported)
  }

  @Test("it is addressed as its definition says, and offers what that offers")
  func resource() {
    #expect(ExampleV1.Widget.groupVersionResource.resource == "widgets")
    #expect(ExampleV1.Widget.groupVersionKind.group == "example.com")
    #expect(ExampleV1.Widget.wireFormats == [.json])
    #expect(ExampleV1.Widget.Scope.isNamespaced)
    // Compiles only because the definition has these subresources.
    func offersStatusAndScale(_ type: (some StatusResource & ScalableResource).Type) {}
    offersStatusAndScale(ExampleV1.Widget.self)
  }

  private func read(_ spec: String, _ context: DecodingContext = DecodingContext()) throws -> ExampleV1.WidgetSpec {
    try ExampleV1.WidgetSpec(wire: Bytes(spec), format: .json, context: context)
  }

  @Test("what is required is written also when it is empty")
  func requiredCollections() throws {
    let text = #"{"policy":{"rules":[],"marks":{},"names":[]}}"#
    var spec = try read(text)
    #expect(try JSONValue(json: spec.encoded(format: .json)) == JSONValue(json: text))
    spec.policy?.names = ["n"]
    spec.policy?.marks = ["m": "1"]
    spec.policy?.rules = [ExampleV1.WidgetSpecPolicyRules(verb: "get")]
    let full = try JSONValue(json: spec.encoded(format: .json))
    #expect(full == ["policy": ["rules": [["verb": "get"]], "marks": ["m": "1"], "names": ["n"]]])
    spec.policy?.names = []
    let patch = MergePatch.between(full, try JSONValue(json: spec.encoded(format: .json)))
    #expect(patch == ["policy": ["names": []]])
    #expect(try ExampleV1.WidgetList().wireBytes(format: .json).suffix(11) == Array(#""items":[]}"#.utf8)[...])
  }

  @Test(
    "a time is written as it was read, whatever its controller makes of it",
    arguments: ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000000Z", "2026-01-01T01:00:00.123456789+01:00", "later"])
  func times(_ time: String) throws {
    let text = #"{"notBefore":"\#(time)"}"#
    let spec = try read(text)
    #expect(try spec.wireBytes(format: .json) == Array(text.utf8))
    #expect(spec.notBefore?.time == (try? Time(parsing: time)))
    #expect(throws: WireError.self) { try read(#"{"notBefore":1}"#) }
  }

  @Test("a field of an application that is called managedFields is kept")
  func managedFields() throws {
    let context = DecodingContext(managedFields: .drop)
    let text = #"{"policy":{"managedFields":[{"name":"a"}],"marks":{},"names":[],"rules":[]}}"#
    let spec = try read(text, context)
    #expect(spec.policy?.managedFields.map(\.name) == ["a"])
    let object = #"{"metadata":{"managedFields":[{"manager":"m"}]}}"#
    #expect(
      try ExampleV1.Widget(wire: Bytes(object), format: .json, context: context).metadata.managedFields.isEmpty)
  }

  @Test("types that would have one name are two, and names of Swift's own can be used")
  func names() {
    let policy = ExampleV1.WidgetSpecPolicy(
      barBaz: ExampleV1.WidgetSpecPolicyBarBaz(a: "1"), fooBar_: "hyphened", fooBar: "exact", init: "i", self_: "s")
    let bar = ExampleV1.WidgetSpecPolicyBar(baz: ExampleV1.WidgetSpecPolicyBarBaz2(b: 1))
    #expect(policy.`init` == "i" && policy.self_ == "s" && policy.fooBar == "exact" && bar.baz?.b == 1)
  }
}

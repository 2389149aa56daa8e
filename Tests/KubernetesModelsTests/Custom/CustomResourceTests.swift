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
    #expect(spec.notBefore == (try Time(parsing: "2026-01-02T03:04:05Z")))
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
}

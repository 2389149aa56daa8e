import KubernetesCore
import Testing

@Suite("Custom resources of the application")
struct CodableResourceTests {
  struct Widget: CodableResource, Equatable {
    typealias Scope = NamespacedScope
    static let groupVersionKind = GroupVersionKind(group: "example.com", version: "v1", kind: "Widget")
    static let groupVersionResource = GroupVersionResource(group: "example.com", version: "v1", resource: "widgets")
    struct Spec: Codable, Equatable { var size: Int }
    var metadata = MetaV1.ObjectMeta()
    var spec: Spec
  }

  @Test("are written with their kind and read again")
  func roundTrip() throws {
    let widget = Widget(metadata: MetaV1.ObjectMeta(name: "w", labels: ["a": "b"]), spec: Widget.Spec(size: 3))
    let bytes = Bytes(try widget.wireBytes(format: .json))
    #expect(
      try JSONValue(json: bytes) == [
        "apiVersion": "example.com/v1", "kind": "Widget", "metadata": ["name": "w", "labels": ["a": "b"]],
        "spec": ["size": 3],
      ])
    #expect(try Widget(wire: bytes, format: .json, context: DecodingContext()) == widget)
  }

  @Test("errors name the path")
  func errors() {
    let error = #expect(throws: WireError.self) {
      try Widget(wire: Bytes(#"{"metadata":{},"spec":{"size":"x"}}"#), format: .json, context: DecodingContext())
    }
    #expect(error?.path == "spec.size")
    #expect(throws: WireError.self) { try Widget(wire: Bytes([]), format: .protobuf, context: DecodingContext()) }
  }
}

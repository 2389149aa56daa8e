import Foundation
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

  struct Sample: CodableResource, Equatable {
    typealias Scope = NamespacedScope
    static let groupVersionKind = GroupVersionKind(group: "example.com", version: "v1", kind: "Sample")
    static let groupVersionResource = GroupVersionResource(group: "example.com", version: "v1", resource: "samples")
    var kind = "mine"
    var apiVersion = "mine"
    var metadata = MetaV1.ObjectMeta()
    var big = UInt64.max
    var exact: Decimal?
    var date: Date?
  }

  @Test("numbers keep all of their digits, and members of the names of the type's own are replaced")
  func numbers() throws {
    let exact = try #require(Decimal(string: "1234567890123456789012345.125"))
    let text = String(decoding: try Sample(exact: exact).wireBytes(format: .json), as: UTF8.self)
    #expect(
      text == #"{"kind":"Sample","apiVersion":"example.com/v1","big":18446744073709551615,"#
        + #""exact":1234567890123456789012345.125,"metadata":{}}"#)
    let read = try Sample(wire: Bytes(text), format: .json, context: DecodingContext())
    #expect(read.big == .max && read.exact == exact)
    #expect(read.kind == "Sample")
  }

  @Test(
    "dates are texts as the server has them",
    arguments: ["2026-11-24T02:15:41Z", "2026-11-24T02:15:41.250000Z", "1969-12-31T23:59:59Z"])
  func dates(_ text: String) throws {
    let date = try Time(parsing: text).date
    let sample = Sample(date: date)
    let written = Bytes(try sample.wireBytes(format: .json))
    #expect(try JSONValue(json: written)["date"]?.string == text)
    #expect(try Sample(wire: written, format: .json, context: DecodingContext()).date == date)
    #expect(try JSONValue(encoding: [date]) == [.string(text)])
    #expect(try JSONValue.array([.string(text)]).decoded(as: [Date].self) == [date])
    #expect(throws: DecodingError.self) { try JSONValue.array([1]).decoded(as: [Date].self) }
  }
}

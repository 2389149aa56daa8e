import KubernetesModels
import Testing

@testable import KubernetesCore

@Suite("Values without a type share what they have in common")
struct JSONSharingTests {
  private static let part = #"{"app":"web","tier":"a tier with a long name"}"#

  private func read(_ text: String, _ context: DecodingContext) throws -> JSONValue {
    try JSONValue(json: Bytes(text), context: context)
  }

  /// Where the members of an object, or the elements of an array, lie.
  private func place(_ value: JSONValue?) -> UnsafeRawPointer? {
    switch value {
    case .object(let object): object.members.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
    case .array(let elements): elements.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
    default: nil
    }
  }

  @Test("equal members of documents that are read with one context are one")
  func members() throws {
    let context = DecodingContext()
    for text in [Self.part, "[\(Self.part), 1]"] {
      let a = try read(#"{"name":"a","labels":\#(text)}"#, context)
      let b = try read(#"{"name":"b", "labels": \#(text) }"#, context)
      #expect(a["labels"] == b["labels"])
      #expect(place(a["labels"]) != nil)
      #expect(place(a["labels"]) == place(b["labels"]))
      // By another name it is another part, and without sharing each has its own.
      let c = try read(#"{"name":"c","annotations":\#(text)}"#, context)
      #expect(c["annotations"] == a["labels"])
      #expect(place(c["annotations"]) != place(a["labels"]))
      let d = try read(#"{"labels":\#(text)}"#, DecodingContext(sharing: .strings))
      #expect(d["labels"] == a["labels"])
      #expect(place(d["labels"]) != place(a["labels"]))
    }
  }

  @Test("changing one leaves the other as it was")
  func values() throws {
    let context = DecodingContext()
    var a = try read(#"{"labels":\#(Self.part)}"#, context)
    let b = try read(#"{"labels":\#(Self.part)}"#, context)
    a[path: "labels", "app"] = "changed"
    #expect(b[path: "labels", "app"] == "web")
    #expect(try read(#"{"labels":\#(Self.part)}"#, context) == b)
  }

  @Test("a part with a type and one without do not meet")
  func types() throws {
    let context = DecodingContext()
    let text = Bytes(#"{"metadata":{"labels":\#(Self.part),"name":"a name that is long"}}"#)
    for _ in 0..<3 {
      let map = try CoreV1.ConfigMap(wire: text, format: .json, context: context)
      let value = try JSONValue(json: text, context: context)
      #expect(map.metadata.labels["app"] == "web")
      #expect(value[path: "metadata", "labels", "app"] == "web")
    }
  }

  @Test("a part that is known is not nested deeper than the limit either")
  func depth() throws {
    var limits = DecodingContext.Limits()
    limits.maximumDepth = 10
    let context = DecodingContext(limits: limits)
    let part = String(repeating: "[", count: 8) + "\"a text of some length\"" + String(repeating: "]", count: 8)
    for _ in 0..<2 { #expect(throws: Never.self) { try read(#"{"a":\#(part)}"#, context) } }
    let error = #expect(throws: WireError.self) { try read(#"{"b":{"c":{"a":\#(part)}}}"#, context) }
    #expect(error?.code == .tooDeep)
    // Nor within a model, in which raw values are counted in the same way.
    let raw = #"{"apiVersion":"apps/v1","kind":"ControllerRevision","data":{"a":{"a":{"a":\#(part)}}}}"#
    #expect(throws: WireError.self) {
      try AppsV1.ControllerRevision(wire: Bytes(raw), format: .json, context: context)
    }
  }

  @Test("what is cut off, or broken, within a part is refused as anywhere else")
  func broken() throws {
    let whole = #"{"a":{"b":[1,"two",{"three":"a text of some length"}],"c":{}},"d":"e"}"#
    let context = DecodingContext()
    for _ in 0..<2 { #expect(throws: Never.self) { try read(whole, context) } }
    for end in 0..<whole.utf8.count {
      #expect(throws: WireError.self) { try JSONValue(json: Bytes(whole)[0..<end], context: context) }
    }
    for text in [
      #"{"a":{"b":[1,"two"}}"#, #"{"a":{"b" 1,"c":"a text of some length"}}"#, #"{"a":[1,2,"a text of some length"}}"#,
    ] {
      #expect(throws: WireError.self) { try read(text, context) }
    }
  }

  @Test(
    "a value that is too long to repeat is not looked through to its end",
    arguments: [
      "[" + String(repeating: "1,", count: 100_000), "[\"" + String(repeating: "x", count: 200_000),
      "[" + String(repeating: "\"x\",", count: 50_000), "[" + String(repeating: "[],", count: 70_000),
    ])
  func longValues(_ text: String) {
    let bytes = Bytes(text)
    let context = DecodingContext()
    var reader = JSONReader(bytes, context: context)
    let field = SubtreeTable.valueFields
    for _ in 0..<64 {
      let isTried = context.state.fields.pointee.subtrees.isWorthTrying(field)
      let count = reader.probeValue(field)
      #expect(isTried && count == nil)
      // Looking for the end would have found that there is none.
      #expect(reader.isSound && reader.offset == 0)
    }
    // And its field is given up, like one whose values do not repeat.
    let isTried = context.state.fields.pointee.subtrees.isWorthTrying(field)
    #expect(!isTried)
    withExtendedLifetime(bytes) {}
  }
}

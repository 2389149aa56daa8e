import KubernetesCore
import Testing

@Suite("JSON within limits")
struct JSONLimitsTests {
  @Test("depth", arguments: ["[", "{\"a\":"])
  func depth(_ open: String) throws {
    let close = open == "[" ? "]" : "}"
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(throws: Never.self) { try JSONValue(json: nested(256)) }
    let error = #expect(throws: WireError.self) { try JSONValue(json: nested(257)) }
    #expect(error?.code == .tooDeep)
    let hostile = #expect(throws: WireError.self) { try JSONValue(json: String(repeating: open, count: 1_000_000)) }
    #expect(hostile?.code == .tooDeep)
    #expect((hostile?.path.utf8.count ?? 0) < 1_000)
  }

  @Test("size")
  func size() {
    var limits = DecodingContext.Limits()
    limits.maximumSize = 10
    let context = DecodingContext(limits: limits)
    #expect(throws: Never.self) { try JSONValue(json: Bytes("[1,2,3,45]"), context: context) }
    let error = #expect(throws: WireError.self) { try JSONValue(json: Bytes("[1,2,3,456]"), context: context) }
    #expect(error?.code == .tooLarge)
  }

  @Test("a window ends where it ends, whatever follows")
  func windows() throws {
    let bytes = Bytes(#"[1,{"a":"b"},"text",12345]"#)
    #expect(try JSONValue(json: bytes[3..<12]) == ["a": "b"])
    for end in 4..<12 {
      let error = #expect(throws: WireError.self) { try JSONValue(json: bytes[3..<end]) }
      #expect((error?.offset ?? .max) <= end - 3)
    }
    #expect(throws: WireError.self) { try JSONValue(json: bytes[13..<18]) }
  }

  @Test("every beginning of a document is refused")
  func truncation() throws {
    let text = #"{"a":[1,-2.5e3,true,false,null,"x\u0041\n"],"b":{"c":"😀"}}"#
    let bytes = Bytes(text)
    #expect(throws: Never.self) { try JSONValue(json: bytes) }
    for end in 0..<bytes.count {
      #expect(throws: WireError.self) { try JSONValue(json: bytes[0..<end]) }
    }
  }

  @Test("large arrays and objects outgrow the scratch memory")
  func scratch() throws {
    let numbers = (0..<20_000).map { JSONValue.integer($0) }
    let nested: JSONValue = .array(
      (0..<300).map { index in .array((0..<(index * 3)).map { ["i": .integer(Int64($0))] }) })
    let object = JSONValue.object(JSONObject((0..<5_000).map { ("name\($0)", .integer(Int64($0))) }))
    for value in [.array(numbers), nested, object, [.array(numbers), nested, object]] {
      #expect(try JSONValue(json: Bytes(value.jsonBytes())) == value)
    }
  }
}

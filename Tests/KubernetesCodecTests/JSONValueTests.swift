import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite("JSON values")
struct JSONValueTests {
  @Test func numbersKeepTheirKind() throws {
    let value = try JSONValue(json: "[9223372036854775807,-9223372036854775808,1.0,1e3,18446744073709551616,-0]")
    #expect(
      value == [.integer(.max), .integer(.min), .number(1), .number(1000), .number(18446744073709551616), .integer(0)])
  }

  @Test func membersAreOrderedAndTheLastOfEqualNamesCounts() throws {
    let value = try JSONValue(json: #"{"b":1,"a":2,"b":3}"#)
    #expect(value.description == #"{"a":2,"b":3}"#)
    #expect(value == ["a": 2, "b": 3])
  }

  /// One scalar, and two that look the same: equal texts in Swift, two names for the API server.
  @Test func namesAreTheirBytes() throws {
    let (one, two) = ("\u{E9}", "e\u{301}")
    for text in [#"{"\#(one)":1,"\#(two)":2,"z":3}"#, #"{"\#(two)":2,"z":3,"\#(one)":1}"#] {
      let value = try JSONValue(json: text)
      #expect(try JSONValue(json: Bytes(value.jsonBytes())) == value)
      #expect(value.object?.count == 3)
      #expect(value[one] == 1 && value[two] == 2 && value["z"] == 3)
    }
    var object: JSONObject = [one: 1]
    object[two] = 2
    object["f"] = 3
    #expect(object.count == 3 && object[one] == 1 && object[two] == 2)
    object[one] = 4
    #expect(object.count == 3 && object[one] == 4 && object[two] == 2)
    let removed = object.removeValue(forKey: two)
    #expect(removed == 2)
    #expect(object.count == 2 && object[two] == nil && object[one] == 4)
  }

  @Test(arguments: ["pods-100.json", "apis-aggregated.body", "get-table.body"])
  func whatIsWrittenIsReadAgain(file: String) throws {
    let value = try JSONValue(json: try Fixture.bytes(file))
    #expect(try JSONValue(json: Bytes(value.jsonBytes())) == value)
    #expect(try JSONValue(json: value.indentedJSON()) == value)
  }

  @Test(arguments: [
    "", " ", "nul", "tru", "{", "[", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "[1 2]", "{a:1}", "01", "-", "1.",
    "1e", "+1", "NaN", "\"\u{1}\"", "\"\\x\"", "\"\\ud83\"", "\"open", "1 2", "1e999", "{\"a\":1}}", "\"\\",
  ])
  func damagedTextIsAnErrorAndNeverATrap(text: String) {
    #expect(throws: WireError.self) { try JSONValue(json: text) }
  }

  @Test func textThatIsNotUTF8IsAnError() {
    let error = #expect(throws: WireError.self) { try JSONValue(json: Bytes([0x22, 0xC3, 0x28, 0x22])) }
    #expect(error?.code == .encoding)
  }

  @Test func everyPrefixIsAnError() throws {
    let body = try Fixture("get-200").body
    let whole = body.withUnsafeBytes { ($0.lastIndex { $0 > 0x20 } ?? 0) }
    for count in 0..<whole { #expect(throws: WireError.self) { try JSONValue(json: body[0..<count]) } }
  }

  @Test func depthIsLimited() {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    let error = #expect(throws: WireError.self) { try JSONValue(json: deep) }
    #expect(error?.code == .tooDeep)
  }

  @Test func errorsNameThePath() {
    let error = #expect(throws: WireError.self) { try JSONValue(json: #"{"spec":{"containers":[{},{"name":x}]}}"#) }
    #expect(error?.path == "spec.containers[1].name")
    #expect(error?.offset == 34)
  }

  @Test func pathsReadAndWrite() {
    var value: JSONValue = ["spec": ["replicas": 3]]
    value[path: "spec", "template", "name"] = "x"
    #expect(value[path: "spec", "template", "name"]?.string == "x")
    value[path: "spec", "replicas"] = nil
    #expect(value == ["spec": ["template": ["name": "x"]]])
    value[path: "nothing", "here"] = nil
    #expect(value["nothing"] == nil)
  }
}

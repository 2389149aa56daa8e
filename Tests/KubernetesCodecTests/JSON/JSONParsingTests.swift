import KubernetesCore
import Testing

@Suite("JSON text becomes values")
struct JSONParsingTests {
  static let accepted: [(String, JSONValue)] = [
    ("null", .null), ("true", true), (" false ", false), ("0", 0), ("-0", 0), ("12", 12), ("-7", -7),
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("123456789012345678", 123_456_789_012_345_678),
    ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.5", 1.5), ("1e3", 1000.0), ("-2.5E-1", -0.25),
    (#""""#, ""), (#""a""#, "a"), (#""exactly 8""#, "exactly 8"), (#""a\n\t\r\b\f\"\\\/b""#, "a\n\t\r\u{8}\u{c}\"\\/b"),
    (#""\u00e9\ud83d\ude00""#, "é😀"), (#""é😀 and more text behind it""#, "é😀 and more text behind it"),
    ("[]", []), ("[ ]", []), ("[1,2]", [1, 2]), ("[[],{}]", [[], [:]]), ("{}", [:]), (#"{ "a" : 1 }"#, ["a": 1]),
    (#"{"b":2,"a":1}"#, ["a": 1, "b": 2]), (#"{"longname1":2,"longname0":1}"#, ["longname0": 1, "longname1": 2]),
    (#"{"a":1,"ab":2,"":3}"#, ["": 3, "a": 1, "ab": 2]), ("\t\r\n[1]\n", [1]),
  ]

  @Test("grammar", arguments: accepted)
  func accepts(_ text: String, _ value: JSONValue) throws {
    #expect(try JSONValue(json: text) == value)
  }

  static let refused: [(String, WireError.Code)] = [
    ("", .truncated), (" ", .truncated), ("{", .truncated), ("[", .truncated), ("[1", .truncated), ("[1,", .truncated),
    (#"{"a""#, .truncated), (#"{"a":"#, .truncated), (#"{"a":1"#, .truncated), (#"{"a":1,"#, .truncated),
    (#"""#, .truncated), (#""abc"#, .truncated), (#""abc\"#, .truncated), ("-", .truncated), ("1.", .truncated),
    ("tru", .malformed), ("nul", .malformed), ("nulll", .malformed), ("True", .malformed), ("01", .malformed),
    ("+1", .malformed),
    (".5", .malformed), ("1.x", .malformed), ("1ex", .malformed), ("NaN", .malformed), ("Infinity", .malformed),
    ("[1 2]", .malformed), ("[1,,2]", .malformed), ("[,1]", .malformed), ("[1,]", .malformed), ("[1}", .malformed),
    (#"{"a" 1}"#, .malformed), (#"{"a":1 "b":2}"#, .malformed), (#"{"a":1,}"#, .malformed), (#"{,}"#, .malformed),
    (#"{a:1}"#, .malformed), ("{1:1}", .malformed), (#"{"a":}"#, .malformed), ("1 2", .malformed), ("{} x", .malformed),
    (#""\x""#, .malformed), ("\"a\u{1}b\"", .malformed), (#""\ud800""#, .encoding), (#""\udc00""#, .encoding),
    (#""\ud800\u0041""#, .encoding), (#""\u12g4""#, .encoding), ("1e999", .outOfRange), ("-1e999", .outOfRange),
  ]

  @Test("what is not JSON", arguments: refused)
  func refuses(_ text: String, _ code: WireError.Code) {
    let error = #expect(throws: WireError.self) { try JSONValue(json: text) }
    #expect(error?.code == code)
    #expect((error?.offset ?? -1) <= text.utf8.count)
  }

  @Test("of members with the same name the last one counts")
  func duplicates() throws {
    #expect(try JSONValue(json: #"{"a":1,"b":2,"a":3}"#) == ["a": 3, "b": 2])
    #expect(try JSONValue(json: #"{"same-long-name":1,"same-long-name":2}"#) == ["same-long-name": 2])
    let many = "{" + (0..<100).map { "\"k\($0 % 40)\":\($0)" }.joined(separator: ",") + "}"
    let object = try #require(try JSONValue(json: many).object)
    #expect(object.count == 40)
    #expect(object["k0"] == 80)
    #expect(object["k39"] == 79)
  }

  @Test("names that are not ASCII are sorted too")
  func otherNames() throws {
    let value = try JSONValue(json: #"{"ü":1,"a":2,"\u00e4":3}"#)
    #expect(value["ü"] == 1)
    #expect(value["ä"] == 3)
    #expect(value == ["a": 2, "ä": 3, "ü": 1])
  }

  @Test(
    "invalid UTF-8 is refused wherever it stands",
    arguments: [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x80], [0xC3],
    ] as [[UInt8]])
  func invalidUTF8(_ bytes: [UInt8]) {
    for (before, after) in [
      ("\"", "\""), ("[\"long enough text ", " and more text\"]"), ("{\"", "\":1}"), ("{\"a\":\"\\n", "\"}"),
    ] {
      let text = Bytes(Array(before.utf8) + bytes + Array(after.utf8))
      #expect(throws: WireError.self) { try JSONValue(json: text) }
    }
  }

  @Test("errors name path and offset")
  func location() throws {
    let text = #"{"spec":{"containers":[{"name":"a"},{"name":"b","ports":[80,x]}]}}"#
    let error = #expect(throws: WireError.self) { try JSONValue(json: text) }
    #expect(error?.path == "spec.containers[1].ports[1]")
    #expect(error?.offset == text.utf8.distance(from: text.startIndex, to: try #require(text.firstIndex(of: "x"))))
  }

  @Test("a number ends with its window, whatever follows")
  func windows() throws {
    let text = Bytes("1234.5e67")
    #expect(try JSONValue(json: text[0..<2]) == 12)
    #expect(try JSONValue(json: text[0..<4]) == 1234)
    #expect(try JSONValue(json: text[1..<6]) == 234.5)
    #expect(try JSONValue(json: text[0..<8]) == 12345e5)
    #expect(throws: WireError.self) { try JSONValue(json: text[0..<5]) }
    #expect(throws: WireError.self) { try JSONValue(json: text[0..<7]) }
  }
}

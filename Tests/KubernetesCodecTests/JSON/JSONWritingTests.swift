import KubernetesCore
import Testing

@Suite("Values become JSON text")
struct JSONWritingTests {
  @Test(
    "compact",
    arguments: [
      (.null, "null"), (true, "true"), (.integer(.min), "-9223372036854775808"), (0, "0"), (1.5, "1.5"),
      ("a\"b\\c\n\u{1}", #""a\"b\\c\n\u0001""#),
      ("plain text that is longer than a word", "\"plain text that is longer than a word\""), ([], "[]"), ([:], "{}"),
      ([1, [2, "x"], ["a": [:]]], #"[1,[2,"x"],{"a":{}}]"#), (["z": 1, "a": ["b": .null]], #"{"a":{"b":null},"z":1}"#),
      ("ü😀", "\"ü😀\""),
    ] as [(JSONValue, String)])
  func compact(_ value: JSONValue, _ text: String) throws {
    #expect(try String(decoding: value.jsonBytes(), as: UTF8.self) == text)
    #expect(value.description == text)
    #expect(try JSONValue(json: text) == value)
  }

  @Test("pretty")
  func pretty() throws {
    let value: JSONValue = ["b": [1, 2], "a": ["x": [:], "y": []]]
    let text = """
      {
        "a": {
          "x": {},
          "y": []
        },
        "b": [
          1,
          2
        ]
      }
      """
    #expect(try value.indentedJSON() == text)
    #expect(try JSONValue(json: text) == value)
  }

  @Test("numbers that JSON does not have", arguments: [Double.nan, .infinity, -.infinity])
  func nonFinite(_ number: Double) {
    let error = #expect(throws: WireError.self) { try JSONValue.array([.number(number)]).jsonBytes() }
    #expect(error?.code == .unsupported)
    #expect(JSONValue.number(number).description == "\"\(number)\"")
  }
}

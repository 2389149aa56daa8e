import Foundation
import KubernetesCore
import Testing

@Suite("Values and Codable")
struct JSONValueCodableTests {
  struct Widget: Codable, Equatable {
    var name: String
    var size: Int?
    var extra: JSONValue
    var raw: RawJSON
  }

  @Test("a type of the application and back")
  func bridge() throws {
    let widget = Widget(name: "w", size: 3, extra: ["a": [1, 2.5, .null, true, "x"]], raw: try RawJSON(["b": 1]))
    let value = try JSONValue(encoding: widget)
    #expect(value == ["name": "w", "size": 3, "extra": ["a": [1, 2.5, .null, true, "x"]], "raw": ["b": 1]])
    #expect(try value.decoded(as: Widget.self) == widget)
  }

  @Test("large integers survive")
  func integers() throws {
    let value: JSONValue = [.integer(.max), .integer(.min)]
    #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value)) == value)
  }

  @Test("raw JSON is checked when it is made")
  func raw() throws {
    let raw = try RawJSON(checking: #"{ "a" : [1, "\n"] }"#.utf8)
    #expect(raw.text == #"{ "a" : [1, "\n"] }"#)
    #expect(try raw.value() == ["a": [1, "\n"]])
    for text in ["", "{", "{}x", "nul", #"{"a":1,}"#, "[1 2]"] {
      #expect(throws: WireError.self) { try RawJSON(checking: text.utf8) }
    }
    #expect(throws: WireError.self) { try RawJSON(checking: [0x22, 0xFF, 0x22]) }
  }
}

import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite struct MergePatchTests {
  /// The cases of the RFC's appendix.
  static let cases: [(JSONValue, JSONValue, JSONValue)] = [
    (["a": "b"], ["a": "c"], ["a": "c"]), (["a": "b"], ["b": "c"], ["a": "b", "b": "c"]),
    (["a": "b"], ["a": .null], [:]),
    (["a": "b", "b": "c"], ["a": .null], ["b": "c"]), (["a": ["b"]], ["a": "c"], ["a": "c"]),
    (["a": "c"], ["a": ["b"]], ["a": ["b"]]),
    (["a": ["b": "c"]], ["a": ["b": "d", "c": .null]], ["a": ["b": "d"]]),
    (["a": [["b": "c"]]], ["a": [1]], ["a": [1]]),
    (["a", "b"], ["c", "d"], ["c", "d"]), (["a": "b"], ["c"], ["c"]), (["a": "foo"], .null, .null),
    (["a": "foo"], "bar", "bar"),
    (["e": .null], ["a": 1], ["e": .null, "a": 1]), ([1, 2], ["a": "b", "c": .null], ["a": "b"]),
    ([:], ["a": ["bb": ["ccc": .null]]], ["a": ["bb": [:]]]),
  ]

  @Test(arguments: cases)
  func applies(target: JSONValue, patch: JSONValue, result: JSONValue) {
    #expect(MergePatch.apply(patch, to: target) == result)
  }

  static let differences: [(JSONValue, JSONValue, JSONValue)] = [
    (["a": 1], ["a": 1], [:]), (["a": 1], ["a": 2], ["a": 2]), (["a": 1], [:], ["a": .null]), ([:], ["a": 1], ["a": 1]),
    (["a": ["b": 1, "c": 2]], ["a": ["b": 1, "c": 3]], ["a": ["c": 3]]),
    (["a": [1, 2]], ["a": [1, 3]], ["a": [1, 3]]),
    (["a": ["b": 1]], ["a": [:]], ["a": ["b": .null]]), (["a": ["b": 1]], ["a": 1], ["a": 1]),
    (["a": .null], [:], ["a": .null]),
    (["a": .null], ["a": .null], ["a": .null]), ([:], ["a": .null], [:]), (1, 2, 2), (["a": 1], [1], [1]),
    (["a": ["b": 1]], ["a": ["b": 1, "c": .null]], [:]), ([:], ["a": ["b": .null]], ["a": [:]]),
  ]

  @Test(arguments: differences)
  func findsTheSmallestPatch(before: JSONValue, after: JSONValue, patch: JSONValue) {
    #expect(MergePatch.between(before, after) == patch)
  }

  /// Applying the difference of two random documents to the first gives the second.
  @Test func theDifferenceLeadsFromOneToTheOther() {
    var generator = SeededGenerator(seed: 21)
    func document(_ depth: Int) -> JSONValue {
      switch Int.random(in: 0..<(depth > 0 ? 5 : 3), using: &generator) {
      case 0: return .integer(Int64.random(in: 0..<3, using: &generator))
      case 1: return .string("x")
      case 2: return [1, 2]
      default:
        var object = JSONObject()
        for key in ["a", "b", "c"] where Bool.random(using: &generator) { object[key] = document(depth - 1) }
        return .object(object)
      }
    }
    for _ in 0..<2_000 {
      let (before, after) = (document(3), document(3))
      #expect(MergePatch.apply(MergePatch.between(before, after), to: before) == after)
    }
  }

  @Test("another spelling of a character is a change, in a text and in a name")
  func spellings() throws {
    let (one, two): (JSONValue, JSONValue) = ("e\u{301}", "\u{E9}")
    let patch = MergePatch.between(["data": ["key": one]], ["data": ["key": two]])
    #expect(try patch.jsonBytes() == Array("{\"data\":{\"key\":\"\u{E9}\"}}".utf8))
    let renamed = MergePatch.between(["data": ["e\u{301}": 1]], ["data": ["\u{E9}": 1]])
    #expect(renamed == ["data": ["e\u{301}": .null, "\u{E9}": 1]])
  }
}

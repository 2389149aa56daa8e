import KubernetesCore
import Testing

@Suite struct LabelSelectorExpressionTests {
  static let accepted: [(JSONValue?, LabelSelector)] = [
    (nil, .nothing), (.null, .nothing), ([:], .everything),
    (["matchLabels": [:], "matchExpressions": []], .everything),
    (["matchLabels": .null], .everything), (["matchLabels": ["b": "2", "a": "1"]], "a=1,b=2"),
    (
      [
        "matchLabels": ["a": "1"],
        "matchExpressions": [
          ["key": "b", "operator": "In", "values": ["x", "y"]], ["key": "c", "operator": "NotIn", "values": ["z"]],
          ["key": "d", "operator": "Exists"], ["key": "e", "operator": "DoesNotExist", "values": []],
        ],
      ], "a=1,b in (x,y),c notin (z),d,!e"
    ),
  ]

  @Test(arguments: accepted)
  func reads(json: JSONValue?, selector: LabelSelector) throws {
    #expect(try LabelSelector(expressions: json) == selector)
  }

  static let refused: [JSONValue] = [
    "a=b", ["matchLabels": []], ["matchLabels": ["a": 1]], ["matchExpressions": [:]], ["matchExpressions": [1]],
    ["matchExpressions": [["key": "a"]]], ["matchExpressions": [["key": "a", "operator": "Gt", "values": ["1"]]]],
    ["matchExpressions": [["key": "a", "operator": "In"]]], ["matchExpressions": [["operator": "Exists"]]],
    ["matchExpressions": [["key": "a", "operator": "Exists", "values": ["x"]]]],
    ["matchExpressions": [["key": "a", "operator": "In", "values": [1]]]], ["matchLabels": ["a b": "c"]],
  ]

  @Test(arguments: refused)
  func refuses(json: JSONValue) {
    #expect(throws: SelectorError.self) { try LabelSelector(expressions: json) }
  }
}

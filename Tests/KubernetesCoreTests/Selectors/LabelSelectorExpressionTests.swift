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

  @Test(arguments: accepted)
  func readsTheTypedForm(json: JSONValue?, selector: LabelSelector) throws {
    guard let json, !json.isNull else {
      #expect(try LabelSelector(MetaV1.LabelSelector?.none) == .nothing)
      return
    }
    let typed = try MetaV1.LabelSelector(json: json)
    #expect(try LabelSelector(typed) == selector)
  }

  @Test func selectorsSurviveTheTypedForm() throws {
    for selector: LabelSelector in ["", "a=1,b in (x,y),c notin (z),d,!e", "a=1,a=2", "a!=1"] {
      let again = try LabelSelector(try MetaV1.LabelSelector(selector))
      for labels in [
        [:], ["a": "1"], ["a": "2"], ["a": "1", "b": "x", "d": ""], ["a": "1", "b": "x", "d": "", "e": ""],
      ] {
        #expect(again.matches(labels) == selector.matches(labels), "\(selector)")
      }
    }
    #expect(try MetaV1.LabelSelector("a=1,b").matchLabels == ["a": "1"])
    #expect(throws: SelectorError.self) { try MetaV1.LabelSelector(LabelSelector("a>1")) }
  }
}

extension MetaV1.LabelSelector {
  fileprivate init(json: JSONValue) throws {
    self.init(
      matchLabels: json["matchLabels"]?.object?.reduce(into: [:]) { $0[$1.key] = $1.value.string } ?? [:],
      matchExpressions: json["matchExpressions"]?.array?.map {
        MetaV1.LabelSelectorRequirement(
          key: $0["key"]?.string, operator: $0["operator"]?.string,
          values: $0["values"]?.array?.compactMap(\.string) ?? [])
      } ?? [])
  }
}

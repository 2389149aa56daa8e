import KubernetesCore
import Testing

@Suite struct LabelSelectorMatchingTests {
  static let cases: [(String, [String: String], Bool)] = [
    ("", [:], true), ("", ["x": "y"], true), ("x=y", ["x": "y"], true), ("x=y", ["x": "z"], false), ("x=y", [:], false),
    ("x=", ["x": ""], true), ("x=", [:], false), ("x!=y", ["x": "z"], true), ("x!=y", [:], true),
    ("x!=y", ["x": "y"], false), ("x!=", ["x": ""], false), ("x", ["x": ""], true), ("x", [:], false),
    ("!x", [:], true), ("!x", ["x": ""], false), ("x in (a,b)", ["x": "b"], true), ("x in (a,b)", ["x": "c"], false),
    ("x in (a,b)", [:], false), ("x in ()", ["x": ""], true), ("x notin (a,b)", ["x": "c"], true),
    ("x notin (a,b)", [:], true), ("x notin (a,b)", ["x": "a"], false), ("x>1", ["x": "2"], true),
    ("x>1", ["x": "1"], false), ("x>1", ["x": "z"], false), ("x>1", [:], false), ("x<1", ["x": "-9"], true),
    ("x<1", ["x": "1"], false), ("x=a,y=b", ["x": "a", "y": "b"], true), ("x=a,y=b", ["x": "a", "y": "c"], false),
    ("x=a,!y", ["x": "a"], true), ("x>1,x<5", ["x": "3"], true), ("x>1,x<5", ["x": "5"], false),
  ]

  @Test(arguments: cases)
  func matches(text: String, labels: [String: String], expected: Bool) throws {
    #expect(try LabelSelector(parsing: text).matches(labels) == expected)
  }

  @Test func nothingMatchesNothingHereAndOnTheServer() throws {
    #expect(!LabelSelector.nothing.matches([:]))
    #expect(!LabelSelector.nothing.matches(["none": ""]))
    #expect(!LabelSelector.nothing.description.isEmpty)
    #expect(try LabelSelector(parsing: LabelSelector.nothing.description) == .nothing)
    #expect(LabelSelector.everything.matches(["a": "b"]))
  }

  @Test func builtSelectorsPrintAsLiterals() {
    let built =
      Label("app") == "web" && Label("tier").isIn("front", "back") && !Label("canary") && Label("rev") > 3
      && Label("zone").isNotIn(["a"]) && Label("env") != "test" && Label("n") < 9 && Label("here").exists
    #expect(built == "app=web,tier in (back,front),!canary,rev>3,zone notin (a),env!=test,n<9,here")
    #expect(LabelSelector(matching: ["b": "2", "a": "1"]) == "a=1,b=2")
    #expect(LabelSelector(matching: [:]).isEmpty)
  }

  @Test func requiredValues() {
    let selector: LabelSelector = "a=1,b in (2),c in (3,4),d!=5,e"
    #expect(["a", "b", "c", "d", "e", "f"].map(selector.requiredValue(of:)) == ["1", "2", nil, nil, nil, nil])
  }

  @Test func whatCannotBeSentIsRefusedByValidation() {
    #expect(throws: SelectorError.self) { try (Label("a b") == "c").validate() }
    #expect(throws: SelectorError.self) { try (Label("a") == "b,c=d").validate() }
    #expect(throws: SelectorError.self) { try Label("a").isIn([]).validate() }
    #expect(throws: SelectorError.self) { try LabelSelector([LabelRequirement("a", .exists, ["b"])]).validate() }
    #expect(throws: SelectorError.self) { try LabelSelector([LabelRequirement("a", .equals, ["b", "c"])]).validate() }
  }
}

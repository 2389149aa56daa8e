import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite struct FieldSelectorTests {
  static let accepted: [(String, String)] = [
    ("", ""), (",,", ""), ("a=b", "a=b"), ("a==b", "a=b"), ("a!=b", "a!=b"), ("a=", "a="), ("a!=", "a!="),
    ("b=2,a=1", "a=1,b=2"), (#"a=x\,y"#, #"a=x\,y"#), (#"a=x\=y"#, #"a=x\=y"#), (#"a=x\\"#, #"a=x\\"#),
    (#"a=x\\,b=c"#, #"a=x\\,b=c"#), ("a=!b", "a=!b"), ("a=b!", "a=b!"), ("a= b", "a= b"), ("a=(x)", "a=(x)"),
    ("metadata.name=ä", "metadata.name=ä"), ("a=1,a=1", "a=1"),
  ]

  @Test(arguments: accepted)
  func readsAndPrints(text: String, canonical: String) throws {
    let selector = try FieldSelector(parsing: text)
    #expect(selector.description == canonical)
    #expect(try FieldSelector(parsing: canonical) == selector)
    #expect(try throughJSON([selector]) == [selector])
  }

  static let refused: [(String, SelectorError.Code)] = [
    ("a", .syntax), ("a=b,c", .syntax), ("a=b=c", .syntax), ("a===b", .syntax), (#"a=\x"#, .syntax),
    (#"a=b\"#, .syntax),
    ("a>1", .syntax), ("!a", .syntax), ("a in (b)", .syntax), ("=b", .invalidKey), ("!=b", .invalidKey),
    (#"a\,b=c"#, .invalidKey),
  ]

  @Test(arguments: refused)
  func refuses(text: String, code: SelectorError.Code) {
    let error = #expect(throws: SelectorError.self) { try FieldSelector(parsing: text) }
    #expect(error?.code == code, "\(text)")
  }

  static let matchCases: [(String, [String: String], Bool)] = [
    ("", [:], true), ("a=b", ["a": "b"], true), ("a=b", ["a": "c"], false), ("a=b", [:], false), ("a=", [:], true),
    ("a=", ["a": ""], true), ("a!=b", [:], true), ("a!=", [:], false), ("a!=b", ["a": "b"], false),
    ("a=1,b=2", ["a": "1", "b": "2"], true), ("a=1,b=2", ["a": "1"], false), (#"a=x\,y"#, ["a": "x,y"], true),
  ]

  @Test(arguments: matchCases)
  func matches(text: String, fields: [String: String], expected: Bool) throws {
    #expect(try FieldSelector(parsing: text).matches(fields) == expected)
  }

  @Test func builtSelectors() {
    let built = Field("status.phase") != "Failed" && Field("metadata.name") == "a,b=c\\d"
    #expect(built.description == #"metadata.name=a\,b\=c\\d,status.phase!=Failed"#)
    #expect(FieldSelector.name("web") == "metadata.name=web")
    #expect(
      (FieldSelector.namespace("default") && FieldSelector.name("web"))
        == "metadata.name=web,metadata.namespace=default")
    #expect(built.requiredValue(of: "metadata.name") == "a,b=c\\d")
    #expect(built.requiredValue(of: "status.phase") == nil)
    #expect(throws: SelectorError.self) { try (Field("a=b") == "c").validate() }
    #expect(throws: SelectorError.self) { try (Field("") == "c").validate() }
  }

  /// Any value survives being escaped, printed and read.
  @Test func everyValueSurvives() throws {
    var generator = SeededGenerator(seed: 9)
    let alphabet = Array("ab,=\\! ä\u{301}\n\0")
    for _ in 0..<2_000 {
      let requirements = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        let value = (0..<Int.random(in: 0..<8, using: &generator)).map { _ in
          alphabet.randomElement(using: &generator) ?? "a"
        }
        return FieldRequirement("a.b", Bool.random(using: &generator) ? .equals : .notEquals, String(value))
      }
      let selector = FieldSelector(requirements)
      #expect(try FieldSelector(parsing: selector.description) == selector)
    }
  }
}

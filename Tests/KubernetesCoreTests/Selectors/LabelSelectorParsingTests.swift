import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite struct LabelSelectorParsingTests {
  static let accepted: [(String, String)] = [
    ("", ""), ("   ", ""), ("\t\r\n", ""), ("x=a", "x=a"), ("x==a", "x=a"), ("x = a", "x=a"), (" x\n==\ta ", "x=a"),
    ("x!=a", "x!=a"), ("x", "x"), ("!x", "!x"), ("! x", "!x"), ("x=", "x="), ("x!=", "x!="), ("x=,z=a", "x=,z=a"),
    ("z=a,x=b,y", "x=b,y,z=a"), ("x>1", "x>1"), ("x > 1 , y < 5", "x>1,y<5"),
    ("x in (a)", "x in (a)"), ("x in (c,b,a)", "x in (a,b,c)"), ("x in (a,a)", "x in (a)"), ("x in()", "x in ()"),
    ("x notin (a, b)", "x notin (a,b)"), ("x notin(a)", "x notin (a)"), ("x in (,a)", "x in (,a)"),
    ("x in (a,,b)", "x in (,a,b)"), ("x in (a,)", "x in (,a)"), ("x in (,)", "x in ()"),
    ("x in (foo,,baz),y,z notin ()", "x in (,baz,foo),y,z notin ()"),
    // The words of the grammar are keys and values elsewhere.
    ("in in (in,notin)", "in in (in,notin)"), ("notin=in", "notin=in"), ("in", "in"), ("!notin", "!notin"),
    ("x=notin", "x=notin"), ("example.com/app=web", "example.com/app=web"), ("x=a,x=a", "x=a"),
    ("x=a,x!=b", "x!=b,x=a"), ("A.b_c-1=Z_9.-z", "A.b_c-1=Z_9.-z"),
  ]

  @Test(arguments: accepted)
  func readsAndPrints(text: String, canonical: String) throws {
    let selector = try LabelSelector(parsing: text)
    #expect(selector.description == canonical)
    #expect(try LabelSelector(parsing: canonical) == selector)
    #expect(try throughJSON([selector]) == [selector])
  }

  static let refused: [(String, SelectorError.Code)] = [
    (",", .syntax), ("x,", .syntax), (",x", .syntax), ("x,,y", .syntax), ("x=a,", .syntax), ("=a", .syntax),
    ("!", .syntax), ("!=a", .syntax), ("!!x", .syntax), ("!x=a", .syntax), ("!x in (a)", .syntax), ("x=a=b", .syntax),
    ("x=a b", .syntax), ("x y", .syntax), ("x===a", .syntax), ("x=!a", .syntax), ("x in", .syntax), ("x in a", .syntax),
    ("x in (a", .syntax), ("x in (", .syntax), ("x in (a b)", .syntax), ("x in (a))", .syntax), ("x in (!)", .syntax),
    ("x in (=)", .syntax), ("x=(a)", .syntax), ("x<=1", .syntax), ("x>>1", .syntax), ("(x)", .syntax),
    ("x IN (a)", .syntax),
    ("x>", .invalidValue), ("x>a", .invalidValue), ("x>1.5", .invalidValue), ("x<-7", .invalidValue),
    ("x>9223372036854775808", .invalidValue),
    ("x=a/b", .invalidValue), ("x=-a", .invalidValue), ("x=ä", .invalidValue), ("x in (a-)", .invalidValue),
    ("x=" + String(repeating: "a", count: 64), .invalidValue),
    ("-x", .invalidKey), ("x/", .invalidKey), ("/x", .invalidKey), ("a/b/c", .invalidKey), ("ä=b", .invalidKey),
    ("Example.com/x", .invalidKey), ("a..b/x", .invalidKey), ("a_b/x", .invalidKey), ("x\0", .invalidKey),
    (String(repeating: "a", count: 64), .invalidKey), (String(repeating: "a", count: 254) + "/x", .invalidKey),
  ]

  @Test(arguments: refused)
  func refuses(text: String, code: SelectorError.Code) {
    let error = #expect(throws: SelectorError.self) { try LabelSelector(parsing: text) }
    #expect(error?.code == code, "\(text): \(error?.message ?? "")")
  }

  @Test func acceptsTheLongestKeyAndValue() throws {
    let name = String(repeating: "a", count: 63)
    let prefix = String(repeating: "a", count: 253)
    #expect(try LabelSelector(parsing: "\(prefix)/\(name)=\(name)").requirements.count == 1)
  }

  @Test func messagesNameWhatWasFoundAndExpected() {
    let error = #expect(throws: SelectorError.self) { try LabelSelector(parsing: "x in a") }
    #expect(error?.description == #"found "a" where an opening parenthesis is expected"#)
  }

  /// Printed selectors of random conditions are read back as the same value.
  @Test func whatIsPrintedIsReadBack() throws {
    var generator = SeededGenerator(seed: 5)
    let names = ["a", "b.c", "x-1", "in", "notin", "example.com/app", "Z_9"]
    let values = ["", "a", "in", "1", "-1".replacing("-", with: ""), "A.b_c"]
    for _ in 0..<1_000 {
      let requirements = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        let name = names.randomElement(using: &generator) ?? "a"
        let operation = LabelRequirement.Operator.allCases.randomElement(using: &generator) ?? .exists
        let some = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          values.randomElement(using: &generator) ?? ""
        }
        switch operation {
        case .in, .notIn: return LabelRequirement(name, operation, some)
        case .exists, .doesNotExist: return LabelRequirement(name, operation)
        case .greaterThan, .lessThan: return LabelRequirement(name, operation, [String(generator.next() >> 1)])
        case .equals, .notEquals: return LabelRequirement(name, operation, [some[0]])
        }
      }
      let selector = LabelSelector(requirements)
      #expect(try LabelSelector(parsing: selector.description) == selector)
    }
  }

  @Test func randomTextNeverTraps() {
    var generator = SeededGenerator(seed: 6)
    let alphabet = Array("ab in(),!=<>\\/.-_\0ä")
    for _ in 0..<5_000 {
      let text = String(
        (0..<Int.random(in: 0..<12, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
      if let selector = try? LabelSelector(parsing: text) {
        #expect((try? LabelSelector(parsing: selector.description)) == selector)
      }
    }
  }
}

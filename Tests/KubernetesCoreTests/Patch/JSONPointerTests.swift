import KubernetesCore
import Testing

@Suite struct JSONPointerTests {
  static let cases: [(String, [String])] = [
    ("", []), ("/", [""]), ("/a", ["a"]), ("/a/b/0", ["a", "b", "0"]), ("//", ["", ""]), ("/a~1b", ["a/b"]),
    ("/m~0n", ["m~n"]), ("/~01", ["~1"]), ("/ä %\"\\", ["ä %\"\\"]), ("/a/", ["a", ""]),
  ]

  @Test(arguments: cases)
  func readsAndPrints(text: String, tokens: [String]) throws {
    let pointer = try JSONPointer(parsing: text)
    #expect(pointer.tokens == tokens)
    #expect(pointer.description == text)
    #expect(try throughJSON([pointer]) == [pointer])
  }

  @Test(arguments: ["a", "a/b", "/~", "/~2", "/a~", "#/a"])
  func refuses(text: String) {
    #expect(throws: ValueFormatError.self) { try JSONPointer(parsing: text) }
  }

  @Test func parts() {
    let pointer: JSONPointer = ["spec", "containers"]
    #expect(pointer.appending(0).appending("x/y").description == "/spec/containers/0/x~1y")
    #expect(pointer.parent == "/spec")
    #expect(JSONPointer.root.parent == nil)
    #expect(pointer.isWithin("/spec"))
    #expect(pointer.isWithin(pointer))
    #expect(!pointer.isWithin("/spec/containers/0"))
    #expect(!pointer.isWithin("/spe"))
  }
}

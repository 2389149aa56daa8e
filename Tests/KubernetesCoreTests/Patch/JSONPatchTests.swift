import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite struct JSONPatchTests {
  /// Document, patch, result: the cases of the RFC's appendix and more.
  static let applied: [(JSONValue, JSONPatch, JSONValue)] = [
    (["foo": "bar"], [.add("/baz", "qux")], ["baz": "qux", "foo": "bar"]),
    (["foo": ["bar", "baz"]], [.add("/foo/1", "qux")], ["foo": ["bar", "qux", "baz"]]),
    (["baz": "qux", "foo": "bar"], [.remove("/baz")], ["foo": "bar"]),
    (["foo": ["bar", "qux", "baz"]], [.remove("/foo/1")], ["foo": ["bar", "baz"]]),
    (["baz": "qux", "foo": "bar"], [.replace("/baz", "boo")], ["baz": "boo", "foo": "bar"]),
    (
      ["foo": ["bar": "baz", "waldo": "fred"], "qux": ["corge": "grault"]],
      [.move(from: "/foo/waldo", to: "/qux/thud")],
      ["foo": ["bar": "baz"], "qux": ["corge": "grault", "thud": "fred"]]
    ),
    (
      ["foo": ["all", "grass", "cows", "eat"]], [.move(from: "/foo/1", to: "/foo/3")],
      ["foo": ["all", "cows", "eat", "grass"]]
    ),
    (
      ["baz": "qux", "foo": ["a", 2, "c"]], [.test("/baz", "qux"), .test("/foo/1", 2)],
      ["baz": "qux", "foo": ["a", 2, "c"]]
    ),
    (["foo": "bar"], [.add("/child", ["grandchild": [:]])], ["foo": "bar", "child": ["grandchild": [:]]]),
    (["/": 9, "~1": 10], [.test("/~01", 10), .test("/~1", 9)], ["/": 9, "~1": 10]),
    (["foo": ["bar"]], [.add("/foo/-", ["abc", "def"])], ["foo": ["bar", ["abc", "def"]]]),
    (["foo": [1, 2]], [.add("/foo/2", 3), .add("/foo/0", 0)], ["foo": [0, 1, 2, 3]]),
    (["foo": 1], [.add("/foo", 2)], ["foo": 2]), (["foo": 1], [.add("", ["bar": 2])], ["bar": 2]),
    (["foo": 1], [.replace("", [])], []),
    (["foo": ["a": 1]], [.copy(from: "/foo", to: "/bar")], ["foo": ["a": 1], "bar": ["a": 1]]),
    (["foo": ["a": 1]], [.copy(from: "", to: "/bar")], ["foo": ["a": 1], "bar": ["foo": ["a": 1]]]),
    (["foo": .null], [.test("/foo", .null), .replace("/foo", 1)], ["foo": 1]), (["": 1], [.replace("/", 2)], ["": 2]),
    (["a": 1], [.move(from: "/a", to: "/a")], ["a": 1]), (["a": 1], [.test("/a", 1.0)], ["a": 1]),
    (["a": ["b": ["c": [["d": 1]]]]], [.replace("/a/b/c/0/d", 2)], ["a": ["b": ["c": [["d": 2]]]]]),
    ([1, 2], [.move(from: "/0", to: "/-")], [2, 1]), (["a": 1], [], ["a": 1]), (1, [.replace("", 2)], 2),
  ]

  @Test(arguments: applied)
  func applies(document: JSONValue, patch: JSONPatch, result: JSONValue) throws {
    #expect(try patch.applied(to: document) == result)
    #expect(try JSONPatch(json: patch.json) == patch)
  }

  static let refused: [(JSONValue, JSONPatch, JSONPatchError.Code, Int)] = [
    (["a": 1], [.add("/b/c", 1)], .missing, 0), (["a": 1], [.add("/a/b", 1)], .invalidPlace, 0),
    (["a": [1]], [.add("/a/2", 1)], .invalidPlace, 0), (["a": [1]], [.add("/a/01", 1)], .invalidPlace, 0),
    (["a": [1]], [.add("/a/+1", 1)], .invalidPlace, 0), (["a": [1]], [.add("/a/x", 1)], .invalidPlace, 0),
    (["a": [1]], [.add("/a/99999999999999999999", 1)], .invalidPlace, 0), (["a": 1], [.remove("/b")], .missing, 0),
    (["a": [1]], [.remove("/a/1")], .missing, 0), (["a": [1]], [.remove("/a/-")], .missing, 0),
    (["a": 1], [.remove("")], .invalidPlace, 0), (["a": 1], [.replace("/b", 1)], .missing, 0),
    (["a": 1], [.test("/a", 1), .test("/a", 2)], .testFailed, 1), (["a": 1], [.test("/a", "1")], .testFailed, 0),
    (["a": 1], [.test("/b", .null)], .missing, 0), (["a": ["b": 1]], [.move(from: "/a", to: "/a/b")], .invalidPlace, 0),
    (["a": 1], [.move(from: "/b", to: "/c")], .missing, 0), (["a": 1], [.move(from: "/b", to: "/b")], .missing, 0),
    (["a": 1], [.copy(from: "/b", to: "/c")], .missing, 0), (1, [.add("/a", 1)], .invalidPlace, 0),
    (["a": [1]], [.test("/a/-", 1)], .missing, 0), (["a": 1.5], [.test("/a", 1)], .testFailed, 0),
  ]

  @Test(arguments: refused)
  func refuses(document: JSONValue, patch: JSONPatch, code: JSONPatchError.Code, operation: Int) {
    let error = #expect(throws: JSONPatchError.self) { try patch.applied(to: document) }
    #expect(error?.code == code)
    #expect(error?.operation == operation)
  }

  @Test func copiesDoNotExplode() {
    let doubling = JSONPatch((0..<64).map { _ in .copy(from: "/a", to: "/a/-") })
    let error = #expect(throws: JSONPatchError.self) { try doubling.applied(to: ["a": [1]]) }
    #expect(error?.code == .tooLarge)
  }

  @Test func nestingIsLimited() {
    let deepening = JSONPatch((0..<600).map { .add(JSONPointer(Array(repeating: "a", count: $0 + 1)), [:]) })
    let error = #expect(throws: JSONPatchError.self) { try deepening.applied(to: [:]) }
    #expect(error?.code == .tooLarge)
    #expect(error?.operation == 511)
  }

  @Test func theNumberOfOperationsIsLimited() {
    let patch = JSONPatch(Array(repeating: .test("", 1), count: JSONPatch.largestOperationCount + 1))
    #expect(throws: JSONPatchError.self) { try patch.applied(to: 1) }
    #expect(throws: JSONPatchError.self) { try JSONPatch(json: patch.json) }
  }

  static let malformed: [JSONValue] = [
    [:], "x", [1], [["op": "add"]], [["op": "add", "path": "/a"]], [["op": "add", "path": "a", "value": 1]],
    [["op": "frob", "path": "/a"]], [["path": "/a"]], [["op": "move", "path": "/a"]], [["op": "test", "path": "/a"]],
    [["op": 1, "path": "/a"]], [["op": "remove", "path": .null]],
  ]

  @Test(arguments: malformed)
  func refusesWhatIsNoPatch(json: JSONValue) {
    let error = #expect(throws: JSONPatchError.self) { try JSONPatch(json: json) }
    #expect(error?.code == .malformed)
  }

  @Test func unknownMembersAreIgnored() throws {
    #expect(try JSONPatch(json: [["op": "remove", "path": "/a", "xyz": 1]]) == [.remove("/a")])
  }

  @Test func valuesAreFoundByTheirPlace() throws {
    let document: JSONValue = ["spec": ["containers": [["name": "a"], ["name": "b"]]]]
    #expect(try document.resolve("/spec/containers/1/name") == "b")
    #expect(try document.resolve(.root) == document)
    #expect(throws: JSONPatchError.self) { try document.resolve("/spec/containers/2") }
  }

  /// Whatever a patch does, it either fails with an error or gives a document within the limits.
  @Test(arguments: 0..<4)
  func randomPatchesNeverTrap(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let tokens = ["a", "b", "0", "1", "-", "01", ""]
    func pointer() -> JSONPointer {
      JSONPointer(
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in tokens.randomElement(using: &generator) ?? "a" })
    }
    func value() -> JSONValue {
      [1, "x", [], [1, [2]], [:], ["a": ["b": [0]]], .null].randomElement(using: &generator) ?? .null
    }
    var successes = 0
    for _ in 0..<2_000 {
      let operations = (0..<Int.random(in: 1...6, using: &generator)).map { _ -> JSONPatch.Operation in
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: .add(pointer(), value())
        case 1: .remove(pointer())
        case 2: .replace(pointer(), value())
        case 3: .move(from: pointer(), to: pointer())
        default: .copy(from: pointer(), to: pointer())
        }
      }
      let patch = JSONPatch(operations)
      let document: JSONValue = ["a": [1, ["b": 2]], "b": ["a": [3]]]
      if let result = try? patch.applied(to: document) {
        successes += 1
        #expect(try JSONPatch([.test(.root, result)]).applied(to: result) == result)
      }
      #expect(try JSONPatch(json: JSONValue(json: patch.json.description)) == patch)
    }
    #expect(successes > 100)
  }

  @Test("a test and a move compare texts by their bytes")
  func spellings() throws {
    let error = #expect(throws: JSONPatchError.self) {
      try JSONPatch([.test("/a", "\u{E9}")]).applied(to: ["a": "e\u{301}"])
    }
    #expect(error?.code == .testFailed)
    let moved = try JSONPatch([.move(from: ["\u{E9}"], to: ["e\u{301}"])]).applied(to: ["\u{E9}": 1])
    #expect(moved == ["e\u{301}": 1])
    #expect(JSONPointer(["\u{E9}"]) != ["e\u{301}"])
  }

  @Test("copies of long texts do not explode, either")
  func longCopies() {
    let patch = JSONPatch((0..<1_000).map { .copy(from: "/text", to: ["copy \($0)"]) })
    let text = String(repeating: "x", count: 1 << 16)
    let error = #expect(throws: JSONPatchError.self) { try patch.applied(to: ["text": .string(text)]) }
    #expect(error?.code == .tooLarge)
    #expect(error?.operation == 97)
    #expect(throws: Never.self) { try patch.applied(to: ["text": "short"]) }
  }

  @Test("a large value is not moved to deeper places again and again")
  func largeMoves() throws {
    let document: JSONValue = ["a": .array(Array(repeating: 1, count: 100_000)), "b": [:]]
    let there = JSONPatch.Operation.move(from: "/a", to: "/b/a")
    let back = JSONPatch.Operation.move(from: "/b/a", to: "/a")
    let patch = JSONPatch((0..<50).flatMap { _ in [there, back] })
    let error = #expect(throws: JSONPatchError.self) { try patch.applied(to: document) }
    #expect(error?.code == .tooLarge)
    // The fortieth is too much.
    #expect(error?.operation == 78)
    let sideways = JSONPatch((0..<50).flatMap { _ in [.move(from: "/a", to: "/c"), .move(from: "/c", to: "/a")] })
    #expect(throws: Never.self) { try sideways.applied(to: document) }
  }
}

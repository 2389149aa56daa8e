import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Manifests")
struct ManifestTests {
  @Test func documentsAndListsAreTakenApart() throws {
    let text = """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a}
      ---
      # nothing
      ---
      apiVersion: v1
      kind: List
      items:
      - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
      - {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
      """
    #expect(try Manifest.objects(in: text).map(\.metadata.name) == ["a", "b", "c"])
    #expect(try Manifest.objects(in: #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"d"}}"#).count == 1)
    #expect(try Manifest.objects(in: "").isEmpty)
  }

  @Test func aListIsWhatHasItems() throws {
    let text = """
      apiVersion: v1
      kind: ConfigMapList
      items:
      - {metadata: {name: a}}
      - {apiVersion: v2, kind: Other, metadata: {name: b}}
      ---
      {apiVersion: example.com/v1, kind: AllowList, metadata: {name: c}, items: {d: 1}}
      ---
      {apiVersion: example.com/v1, kind: AllowList, metadata: {name: d}}
      """
    let objects = try Manifest.objects(in: text)
    #expect(objects.map(\.kind) == ["ConfigMap", "Other", "AllowList", "AllowList"])
    #expect(objects.map { $0["apiVersion"] } == ["v1", "v2", "example.com/v1", "example.com/v1"])
    #expect(objects.map(\.metadata.name) == ["a", "b", "c", "d"])
  }

  @Test(arguments: [
    ("a: [", "document 1"), ("a: 1\n---\n- 2\n", "document 2"), ("kind: Pod", "object 1"), ("a: 1: 2", "document 1"),
  ])
  func whatIsNoObjectIsNamed(_ text: String, _ place: String) throws {
    let error = #expect(throws: KubernetesError.self) { try Manifest.objects(in: text) }
    #expect(error?.code == .decoding)
    #expect(error?.message.contains(place) == true, "\(error?.message ?? "")")
  }

  @Test func listsAreNotIndentedAndEmptyOnesStayOnTheLine() throws {
    let value: JSONValue = ["b": [["c": 1, "d": [1.5, true]], "e"], "a": [:], "f": [], "g": .null]
    #expect(try Manifest.yaml(value) == "a: {}\nb:\n- c: 1\n  d:\n  - 1.5\n  - true\n- e\nf: []\ng: null\n")
  }

  @Test(arguments: [
    ("plain", "plain"), ("", "\"\""), ("true", "\"true\""), ("y", "\"y\""), ("Off", "\"Off\""), ("1", "\"1\""),
    ("-0x1f", "\"-0x1f\""), ("1_000", "\"1_000\""), ("1e3", "\"1e3\""), ("1.", "\"1.\""), (".5", "\".5\""),
    ("2026-01-02T03:04:05Z", "\"2026-01-02T03:04:05Z\""), ("2026-01-02", "\"2026-01-02\""), ("12:30", "\"12:30\""),
    ("null", "\"null\""), ("~", "\"~\""), ("1.2.3", "1.2.3"), ("10m", "10m"), ("2026", "\"2026\""),
    ("2026-01-02x", "2026-01-02x"), ("-", "'-'"), ("a: b", "'a: b'"), ("# a", "'# a'"), ("it's", "it's"),
    ("[a]", "'[a]'"), ("*a", "'*a'"), (" a", "' a'"), ("a\nb\n", "|\n  a\n  b"), ("a\nb", "|-\n  a\n  b"),
  ])
  func textsStayTexts(_ text: String, _ written: String) throws {
    let yaml = try Manifest.yaml(["k": .string(text)])
    #expect(yaml == "k: \(written)\n")
    #expect(try Manifest.value(in: yaml) == ["k": .string(text)])
  }

  @Test func namesAreQuotedToo() throws {
    #expect(try Manifest.yaml(["y": 1, "1": 2]) == "\"1\": 2\n\"y\": 1\n")
  }

  @Test func longTextsAreBrokenAndReadBackWhole() throws {
    let text = Array(repeating: "word", count: 40).joined(separator: " ")
    let yaml = try Manifest.yaml(["k": .string(text)])
    #expect(yaml.split(separator: "\n").count == 3)
    #expect(try Manifest.value(in: yaml) == ["k": .string(text)])
  }

  @Test(arguments: [
    "12:30", "1:00:00:00:00:00:00:00:00:00:00", "9223372036854775807:0", "-12:30:45", "190:20:30.15", "2026-01-02",
    ".inf",
    "0x", "1e999",
  ])
  func whatIsNoNumberOfJSONIsAText(_ text: String) throws {
    #expect(try Manifest.value(in: "x: \(text)") == ["x": .string(text)])
    #expect(try Manifest.value(in: "x: !!float \(text)") == ["x": .string(text)])
  }

  @Test func numbersAndBooleansAreRead() throws {
    let text = "{a: 12, b: 0x1F, c: 0o17, d: 1_000, e: 1.5, f: 18446744073709551616, g: on, h: ~, i: !!str 7, j: '8'}"
    #expect(
      try Manifest.value(in: text) == [
        "a": 12, "b": 31, "c": 15, "d": 1000, "e": 1.5, "f": 18446744073709551616.0, "g": true, "h": .null, "i": "7",
        "j": "8",
      ])
  }

  @Test func mergeKeysAreResolvedAndOwnMembersWin() throws {
    let one = "base: &base {a: 1, b: 2}\nuser:\n  <<: *base\n  b: 3\n"
    #expect(try Manifest.value(in: one) == ["base": ["a": 1, "b": 2], "user": ["a": 1, "b": 3]])
    let list = "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nuser: {<<: [*x, *y], d: 5}\n"
    #expect(try Manifest.value(in: list)["user"] == ["a": 1, "b": 2, "c": 4, "d": 5])
    #expect(try Manifest.value(in: "'<<': {a: 1}") == ["<<": ["a": 1]])
  }

  @Test(arguments: ["<<: 1", "<<: [{a: 1}, 2]", "[a]: 1", "1: a\n'1': b", "a: 1\n---\nb: 2"])
  func whatCannotBeAValueIsRefused(_ text: String) {
    let error = #expect(throws: KubernetesError.self) { try Manifest.value(in: text) }
    #expect(error?.code == .decoding)
  }

  /// Ten levels of nine aliases each would be three billion values.
  @Test func aliasesDoNotGrowWithoutBound() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...10 {
      text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", "))]\n"
    }
    let error = #expect(throws: KubernetesError.self) { try Manifest.value(in: text) }
    #expect((error?.cause as? WireError)?.code == .tooLarge)
  }

  /// As a key it would be hashed before anybody could count.
  @Test(.timeLimit(.minutes(1)), arguments: ["? *a20\n: 1\n", "*a20 : 1\n", "b: {*a20 : 1}\n", "? [*a20]\n: 1\n"])
  func anAliasOfACollectionIsNoKey(_ key: String) {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", "))]\n"
    }
    let error = #expect(throws: KubernetesError.self) { try Manifest.value(in: text + key) }
    #expect((error?.cause as? WireError)?.code == .malformed)
    #expect(error?.message.contains("a key is not text") == true)
  }

  @Test func anAliasOfATextIsAKey() throws {
    #expect(try Manifest.value(in: "a: &k name\n*k : 1\n? b\n: 2") == ["a": "name", "name": 1, "b": 2])
    #expect(
      try Manifest.value(in: "a: &k [1]\nb: &k name\nc: {*k : '*?'}") == ["a": [1], "b": "name", "c": ["name": "*?"]])
    #expect(throws: KubernetesError.self) { try Manifest.value(in: "- {a: [1, *b\n? c") }
  }

  @Test(arguments: [600, 100_000]) func nestingHasALimit(_ depth: Int) {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(throws: KubernetesError.self) { try Manifest.value(in: text) }
  }
}

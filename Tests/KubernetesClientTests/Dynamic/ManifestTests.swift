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
}

import KubernetesCore
import KubernetesModels
import Testing

@Suite("null, where Go reads the empty value")
struct NullTests {
  /// Each document, and the same with the empty values written out.
  static let documents: [(kind: String, null: String, empty: String)] = [
    ("ConfigMap", #""data":{"a":null,"b":"1"}"#, #""data":{"a":"","b":"1"}"#),
    ("ConfigMap", #""metadata":{"labels":{"a": null }}"#, #""metadata":{"labels":{"a":""}}"#),
    ("ConfigMap", #""metadata":{"finalizers":[null,"f"]}"#, #""metadata":{"finalizers":["","f"]}"#),
    ("ConfigMap", #""binaryData":{"a":null}"#, #""binaryData":{"a":""}"#),
    ("ConfigMap", #""data":null,"metadata":{"labels":null,"name":null}"#, #""metadata":{}"#),
    (
      "Pod", #""spec":{"containers":[{"args":[null],"resources":{"limits":{"cpu":null}}}]}"#,
      #""spec":{"containers":[{"args":[""],"resources":{"limits":{"cpu":"0"}}}]}"#
    ),
    (
      "Pod", #""spec":{"securityContext":{"supplementalGroups":[1,null]}}"#,
      #""spec":{"securityContext":{"supplementalGroups":[1,0]}}"#
    ),
    ("Pod", #""spec":{"containers":[null]}"#, #""spec":{"containers":[{}]}"#),
  ]

  static func document(_ kind: String, _ members: String) -> Bytes {
    Bytes(#"{"apiVersion":"v1","kind":"\#(kind)",\#(members)}"#)
  }

  @Test("elements of arrays and values of maps", arguments: documents)
  func elements(_ kind: String, _ null: String, _ empty: String) throws {
    func check<T: Model>(_ type: T.Type) throws {
      let read = try T(wire: Self.document(kind, null), format: .json, context: DecodingContext())
      #expect(try read == T(wire: Self.document(kind, empty), format: .json, context: DecodingContext()))
    }
    if kind == "Pod" { try check(CoreV1.Pod.self) } else { try check(CoreV1.ConfigMap.self) }
  }

  @Test("Go says the same", .enabled(if: GoCodec.program != nil, "\(GoCodec.reason)"))
  func agreement() throws {
    // Go tells a nil slice of bytes from an empty one, and writes null again; to a reader both are no bytes.
    let documents = Self.documents.filter { !$0.null.contains("binaryData") }
    let answers = try GoCodec.answers(
      to: documents.flatMap { [Self.document($0.kind, $0.null), Self.document($0.kind, $0.empty)] })
    for (index, document) in documents.enumerated() {
      #expect(
        try JSONValue(json: answers[2 * index].get().json) == JSONValue(json: answers[2 * index + 1].get().json),
        "\(document.null)")
    }
  }
}

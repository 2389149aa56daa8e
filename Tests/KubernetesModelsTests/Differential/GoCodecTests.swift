import KubernetesModels
import KubernetesTestSupport
import Testing

@testable import KubernetesCore

@Suite("The same documents through Go's codec", .enabled(if: GoCodec.program != nil, "\(GoCodec.reason)"))
struct GoCodecTests {
  /// Groups that are not in client-go's scheme.
  private static let elsewhere = [
    "admission.k8s.io/", "apiextensions.k8s.io/", "apiregistration.k8s.io/", "metrics.k8s.io/", "meta.k8s.io/",
  ]

  private struct Sample {
    var name: String
    var value: JSONValue
    var json: Bytes
    var protobuf: Bytes
    /// Reads what Go has written.
    var read: (Bytes, WireFormat) throws -> JSONValue
  }

  private func samples<T: Model>(_ type: T.Type, _ seeds: Range<UInt64>) throws -> [Sample] {
    guard let kind = T.fieldTable.typeMeta, !Self.elsewhere.contains(where: kind.apiVersion.hasPrefix) else {
      return []
    }
    return try seeds.map { seed in
      var random = RandomModel(seed: seed)
      let text = Bytes(try random.json(T.fieldTable).jsonBytes())
      let value = try T(wire: text, format: .json, context: DecodingContext())
      let json = try value.encoded(format: .json)
      return Sample(
        name: "\(kind.apiVersion) \(kind.kind), seed \(seed)", value: try JSONValue(json: json), json: json,
        protobuf: try value.encoded(format: .protobuf)
      ) { bytes, format in
        try JSONValue(json: T(wire: bytes, format: format, context: DecodingContext()).encoded(format: .json))
      }
    }
  }

  /// Go writes much that is empty, and knows no difference between empty and absent.
  private func withoutEmpty(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .null, .bool(false), .integer(0), .number(0), .string(""), .string("0"): return nil
    case .array(let elements):
      // Elements keep their places.
      return elements.isEmpty ? nil : .array(elements.map { withoutEmpty($0) ?? .null })
    case .object(let members):
      let kept = members.compactMap { member in withoutEmpty(member.value).map { (member.key, $0) } }
      return kept.isEmpty ? nil : .object(JSONObject(kept))
    default: return value
    }
  }

  @Test("every kind, filled at random: Go reads what we write, and we read what Go writes")
  func everyKind() throws {
    let samples = try AllModels.types.enumerated().flatMap { index, type in
      try self.samples(type, UInt64(index * 10)..<UInt64(index * 10 + 3))
    }
    let answers = try GoCodec.answers(to: samples.flatMap { [$0.json, $0.protobuf] })
    var compared = 0
    for (index, sample) in samples.enumerated() {
      switch (answers[index * 2], answers[index * 2 + 1]) {
      case (.success(let ofJSON), .success(let ofProtobuf)):
        let expected = withoutEmpty(sample.value)
        for (name, answer) in [("our JSON", ofJSON), ("our Protobuf", ofProtobuf)] {
          #expect(withoutEmpty(try JSONValue(json: answer.json)) == expected, "\(sample.name): \(name) as Go reads it")
          #expect(withoutEmpty(try sample.read(answer.json, .json)) == expected, "\(sample.name): Go's JSON of \(name)")
          #expect(
            withoutEmpty(try sample.read(answer.protobuf, .protobuf)) == expected,
            "\(sample.name): Go's Protobuf of \(name)")
        }
        // The order of maps apart, Go's two forms of our two documents are one.
        #expect(ofJSON.json == ofProtobuf.json, "\(sample.name)")
        compared += 1
      case (.failure(let error), _), (_, .failure(let error)):
        Issue.record("\(sample.name): \(error)")
      }
    }
    #expect(compared > 400)
  }

  @Test("a recorded list is for Go what it was, after it went through ours", arguments: WireFormat.allCases)
  func recording(_ format: WireFormat) throws {
    let recorded = try Fixture.bytes(format == .json ? "pods-100.json" : "pods-100.pb")
    let list = try CoreV1.PodList(wire: recorded, format: format, context: DecodingContext())
    let answers = try GoCodec.answers(to: [recorded, list.encoded(format: .json), list.encoded(format: .protobuf)])
    let original = try answers[0].get()
    for answer in answers.dropFirst() {
      #expect(try answer.get().json == original.json)
      let again = try CoreV1.PodList(wire: answer.get().protobuf, format: .protobuf, context: DecodingContext())
      #expect(again == list)
    }
  }
}

import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing

@Suite("What a server of 1.36 answered")
struct GoldenFixtureTests {
  private func pods(
    _ file: String, _ format: WireFormat, _ sharing: DecodingContext.Sharing = .subtrees
  ) throws
    -> CoreV1.PodList
  {
    try CoreV1.PodList(wire: Fixture.bytes(file), format: format, context: DecodingContext(sharing: sharing))
  }

  @Test("JSON and Protobuf of the same pods are equal", arguments: [DecodingContext.Sharing.none, .strings, .subtrees])
  func formatsAgree(_ sharing: DecodingContext.Sharing) throws {
    let json = try pods("pods-100.json", .json, sharing)
    let protobuf = try pods("pods-100.pb", .protobuf, sharing)
    #expect(json.items.count == 100)
    #expect(json.items.first?.metadata.name != nil)
    #expect(json.items == protobuf.items)
    #expect(json.hashValue == (try pods("pods-100.json", .json)).hashValue)
  }

  @Test("JSON is written back as it was read, but for nulls")
  func jsonRoundTrip() throws {
    let bytes = try Fixture.bytes("pods-100.json")
    let list = try CoreV1.PodList(wire: bytes, format: .json, context: DecodingContext())
    #expect(try JSONValue(json: list.encoded(format: .json)) == withoutNulls(JSONValue(json: bytes)))
  }

  private func withoutNulls(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map(withoutNulls))
    case .object(let members):
      .object(JSONObject(members.filter { !$0.value.isNull }.map { ($0.key, withoutNulls($0.value)) }))
    default: value
    }
  }

  @Test("Protobuf that is written is read as the same value")
  func protobufRoundTrip() throws {
    let list = try pods("pods-100.pb", .protobuf)
    let copy = try CoreV1.PodList(wire: list.encoded(format: .protobuf), format: .protobuf, context: DecodingContext())
    #expect(copy == list)
    let json = try CoreV1.PodList(wire: list.encoded(format: .json), format: .json, context: DecodingContext())
    #expect(json == list)
  }

  @Test("managed fields are dropped when asked for", arguments: WireFormat.allCases)
  func managedFields(_ format: WireFormat) throws {
    let context = DecodingContext(managedFields: .drop)
    let file = format == .json ? "pods-100.json" : "pods-100.pb"
    let list = try CoreV1.PodList(wire: Fixture.bytes(file), format: format, context: context)
    #expect(list.items.allSatisfy { $0.metadata.managedFields.isEmpty && $0.metadata.name != nil })
    #expect(try !pods(file, format).items[0].metadata.managedFields.isEmpty)
  }

  @Test("a table and bare metadata")
  func machinery() throws {
    let table = try MetaV1.Table(wire: Fixture.bytes("get-table.body"), format: .json, context: DecodingContext())
    #expect(!table.rows.isEmpty)
    #expect(table.rows[0].cells.count == table.columnDefinitions.count)
    let metadata = try MetaV1.PartialObjectMetadata(
      wire: Fixture.bytes("get-partial-metadata.body"), format: .json, context: DecodingContext())
    #expect(metadata.metadata.name != nil)
  }

  @Test("a status is no pod", arguments: ["get-404.body", "get-200.body"])
  func otherKinds(_ file: String) throws {
    let error = #expect(throws: WireError.self) {
      try AppsV1.Deployment(wire: Fixture.bytes(file), format: .json, context: DecodingContext())
    }
    #expect(error?.code == .typeMismatch)
  }
}

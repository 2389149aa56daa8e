import KubernetesModels
import Testing

@testable import KubernetesCore

@Suite("Every type, filled at random")
struct RoundTripTests {
  @Test("survives both formats, and both agree")
  func everyType() throws {
    for (index, type) in AllModels.types.enumerated() {
      for round in 0..<3 { try check(type, seed: UInt64(index * 100 + round)) }
    }
  }

  private func check<T: Model>(_ type: T.Type, seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let json = random.json(T.fieldTable)
    let text = Bytes(try json.jsonBytes())
    for sharing in [DecodingContext.Sharing.none, .subtrees] {
      let context = DecodingContext(sharing: sharing)
      let value = try T(wire: text, format: .json, context: context)
      let again = try T(wire: text, format: .json, context: context)
      #expect(value == again, "\(type)")
      #expect(value.hashValue == again.hashValue, "\(type)")
      var written = try JSONValue(json: value.encoded(format: .json))
      if let typeMeta = T.fieldTable.typeMeta {
        #expect(written["kind"]?.string == typeMeta.kind)
        written["kind"] = nil
        written["apiVersion"] = nil
      }
      #expect(written == json, "\(type)")
      guard hasProtobuf(T.fieldTable) else { continue }
      let bytes = try value.encoded(format: .protobuf)
      for _ in 0..<2 {
        let read = try T(wire: bytes, format: .protobuf, context: context)
        #expect(read == value, "\(type)")
        #expect(try JSONValue(json: read.encoded(format: .json)) == JSONValue(json: value.encoded(format: .json)))
      }
      #expect(try value.encoded(format: .protobuf) == bytes, "\(type)")
    }
  }

  /// Whether all of a type is known to Protobuf.
  private func hasProtobuf(_ table: FieldTable) -> Bool {
    var seen: Set<ObjectIdentifier> = []
    var open = [table]
    while let table = open.popLast() {
      guard seen.insert(ObjectIdentifier(table)).inserted else { continue }
      for index in 0..<table.count {
        if table.fields[index].number == 0 { return false }
        if table.fields[index].element >= 0 { open.append(table.element(table.fields[index].element)) }
      }
    }
    return true
  }

  @Test("an empty value of each is written and read, changed and compared")
  func emptyValues() throws {
    func check<T: Model>(_ type: T.Type) throws {
      let empty = T()
      #expect(try T(wire: empty.encoded(format: .json), format: .json, context: DecodingContext()) == empty)
      if T.wireFormats.contains(.protobuf) {
        #expect(try T(wire: empty.encoded(format: .protobuf), format: .protobuf, context: DecodingContext()) == empty)
      }
      #expect(try T(wire: Bytes(#"{"some-new-field":1}"#), format: .json, context: DecodingContext()) != empty)
    }
    for type in AllModels.types { try check(type) }
  }

  @Test("a kind offers Protobuf only where all of it has a Protobuf form")
  func formats() {
    func check<T: Model>(_ type: T.Type) {
      guard T.fieldTable.typeMeta != nil else { return }
      #expect(T.wireFormats.contains(.protobuf) == hasProtobuf(T.fieldTable), "\(type)")
    }
    for type in AllModels.types { check(type) }
    #expect(MetaV1.Table.wireFormats == [.json])
    #expect(throws: WireError.self) { try MetaV1.Table().encoded(format: .protobuf) }
  }
}

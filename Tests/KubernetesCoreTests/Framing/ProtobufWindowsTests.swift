import KubernetesTestSupport
import Testing

@testable import KubernetesCore

@Suite("Windows of Protobuf")
struct ProtobufWindowsTests {
  @Test func everyPrefixOfAMessageEndsOrIsAnErrorAndNeverATrap() throws {
    let body = try Fixture("get-200-protobuf").body
    for count in 0...body.count {
      _ = try? walk(ProtobufWindows(try ProtobufWindows.unwrapped(body[0..<count])), depth: 0)
    }
  }

  private func walk(_ fields: ProtobufWindows, depth: Int) throws {
    var fields = fields
    while let (_, value) = try fields.nextField() {
      if depth < 8, case .bytes(let bytes) = value { try? walk(ProtobufWindows(bytes), depth: depth + 1) }
    }
  }

  @Test(
    arguments: [
      [0x00], [0x08], [0x0A, 0x05, 0x01], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
      [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02], [0x0B], [0x0D, 1, 2], [0x09, 1, 2, 3],
    ] as [[UInt8]])
  func damagedFieldsAreErrors(bytes: [UInt8]) {
    var fields = ProtobufWindows(Bytes(bytes))
    #expect(throws: WireError.self) { _ = try fields.nextField() }
  }
}

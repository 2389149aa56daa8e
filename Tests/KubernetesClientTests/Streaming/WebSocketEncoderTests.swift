import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

@Suite("Frames of a WebSocket's client")
struct WebSocketEncoderTests {
  @Test(arguments: [0, 1, 7, 8, 9, 123, 124, 125, 126, 65_533, 65_534, 65_535, 65_536, 100_001])
  func theOtherSideReadsWhatWasWritten(count: Int) async throws {
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for prefix in [[], [3], [255, 0]] as [[UInt8]] {
      let (client, server) = MemoryConnection.pair()
      let frame = WebSocketEncoder.frame(.binary, prefix: prefix, Bytes(payload), mask: 0xA1B2_C3D4)
      #expect(frame.count < 8 || !payload.isEmpty || frame.count <= 14)
      try await client.write(frame)
      var peer = WebSocketPeer(server)
      #expect(try await peer.readFrame() == .init(2, prefix + payload))
    }
  }

  @Test func theMaskIsOnTheWire() {
    let frame = WebSocketEncoder.frame(.ping, Bytes([0, 0, 0, 0, 0]), mask: 0x0102_0304)
    #expect(frame.array == [0x89, 0x85, 1, 2, 3, 4, 1, 2, 3, 4, 1])
  }

  @Test func theCodeOfACloseIsBigEndian() { #expect(WebSocketEncoder.close(1000).array == [0x03, 0xE8]) }
}

import KubernetesCore
import Testing

@testable import KubernetesTesting

/// What kubectl sends to forward a port: recorded frames of SPDY/3.1, whose headers are compressed by Go's zlib.
@Suite("Ports through a tunnel", .timeLimit(.minutes(1)))
struct PortTunnelTests {
  private static func open(_ stream: UInt8, _ headers: [UInt8]) -> [UInt8] {
    let body: [UInt8] = [0, 0, 0, stream, 0, 0, 0, 0, 0, 0] + headers
    return [0x80, 3, 0, 1, 0, 0, 0, UInt8(body.count)] + body
  }

  /// A stored block of a zlib stream without a dictionary.
  private static func headers(_ pairs: [(String, String)], isFirst: Bool) -> [UInt8] {
    func text(_ value: String) -> [UInt8] { [0, 0, 0, UInt8(value.utf8.count)] + Array(value.utf8) }
    var plain: [UInt8] = [0, 0, 0, UInt8(pairs.count)]
    for (name, value) in pairs { plain += text(name) + text(value) }
    let count = UInt8(plain.count)
    let start: [UInt8] = isFirst ? [0x78, 0x01] : []
    return start + [0, count, 0, ~count, 0xFF] + plain
  }

  @Test func readsFramesInPieces() throws {
    var bytes = SPDYFrame.data(Array("hello".utf8), on: 3, isLast: true) + SPDYFrame.pong(7)
    var part = Array(bytes[..<10])
    #expect(try SPDYFrame.next(&part) == nil)
    #expect(try SPDYFrame.next(&bytes) == .data(stream: 3, bytes: Array("hello".utf8), isLast: true))
    #expect(try SPDYFrame.next(&bytes) == .ping(id: 7))
    #expect(try SPDYFrame.next(&bytes) == nil)
  }

  @Test func refusesFramesThatAreTooLarge() {
    var bytes: [UInt8] = [0, 0, 0, 1, 0, 0xFF, 0xFF, 0xFF]
    #expect(throws: SPDYFrame.Malformed.self) { try SPDYFrame.next(&bytes) }
  }

  @Test func headersAreOneStream() throws {
    let reader = try SPDYHeaderReader()
    #expect(try reader.read(Self.headers([("StreamType", "error")], isFirst: true)) == ["streamtype": "error"])
    #expect(try reader.read(Self.headers([("port", "80")], isFirst: false)) == ["port": "80"])
    #expect(throws: (any Error).self) { try reader.read([1, 2, 3, 4]) }
  }

  @Test func headersMayReferToTheDictionary() throws {
    // The headers of the two streams of a connection, compressed with the dictionary of the protocol.
    let first: [UInt8] = [
      120, 249, 227, 198, 167, 194, 2, 37, 58, 112, 58, 43, 41, 74, 77, 204, 133, 22, 37, 172, 169, 160, 128, 134, 20,
      203, 69, 160, 36, 204, 100, 97, 0, 36, 57, 139, 32, 145, 152, 9, 74, 220, 140, 6, 0, 0, 0, 0, 255, 255,
    ]
    let second: [UInt8] = [194, 170, 21, 84, 10, 37, 18, 210, 9, 0, 0, 0, 255, 255]
    let reader = try SPDYHeaderReader()
    #expect(try reader.read(first) == ["streamtype": "error", "port": "80", "requestid": "0"])
    #expect(try reader.read(second) == ["streamtype": "data", "port": "80", "requestid": "0"])
  }

  @Test func theDictionaryIsThatOfTheProtocol() { #expect(SPDYDictionary.bytes.count == 1423) }

  @Test func bytesGoThroughBothWays() async throws {
    let (messages, writer) = AsyncStream<[UInt8]>.makeStream()
    let session = ChannelSession(.raw, .init(send: { writer.yield($0.array) }, holdBack: { _ in }))
    let pod = ScriptedKubelet.Container(namespace: "default", pod: "p", name: "")
    let tunnel = PortTunnel(pod: pod) { connection in
      #expect(connection.port == 80)
      while let bytes = try await connection.read() { try await connection.write(bytes) }
    }
    let running = Task { try await tunnel.run(session) }
    func send(_ bytes: [UInt8]) { session.receive(ChannelMessage(Bytes(bytes), session.layout)) }
    let fields = [("port", "80"), ("requestID", "0")]
    send(Self.open(1, Self.headers([("streamType", "error")] + fields, isFirst: true)))
    send(Self.open(3, Self.headers([("streamType", "data")] + fields, isFirst: false)))
    send(SPDYFrame.data([], on: 1, isLast: true))
    send(SPDYFrame.data(Array("hello".utf8), on: 3))
    send(SPDYFrame.pong(1))
    send(SPDYFrame.data([], on: 3, isLast: true))
    var expected = [
      SPDYFrame.accept(1, isFirst: true), SPDYFrame.accept(3, isFirst: false),
      SPDYFrame.data(Array("hello".utf8), on: 3), SPDYFrame.pong(1), SPDYFrame.data([], on: 1, isLast: true),
      SPDYFrame.data([], on: 3, isLast: true),
    ]
    for await message in messages {
      // The echo and the answer to the ping come in either order.
      let at = try #require(expected.firstIndex(of: message), "\(message)")
      expected.remove(at: at)
      if expected.isEmpty { break }
    }
    session.close()
    _ = await running.result
  }
}

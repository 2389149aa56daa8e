import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

@Suite("Frames of a WebSocket's server")
struct WebSocketDecoderTests {
  private func messages(_ pieces: [[UInt8]], limit: Int = 1 << 20) throws -> [WebSocketMessage] {
    var decoder = WebSocketDecoder(limit: limit)
    var messages: [WebSocketMessage] = []
    for piece in pieces {
      decoder.feed(Bytes(piece))
      while let message = try decoder.next() { messages.append(message) }
    }
    #expect(!decoder.isInsideMessage)
    return messages
  }

  private static let long = (0..<300).map { UInt8(truncatingIfNeeded: $0) }

  private static let stream: [UInt8] =
    WebSocketPeer.frame(2, []) + WebSocketPeer.frame(2, [1, 2, 3]) + WebSocketPeer.frame(9, [7])
    + WebSocketPeer.frame(2, long) + WebSocketPeer.frame(2, [1], isFinal: false) + WebSocketPeer.frame(10, [])
    + WebSocketPeer.frame(0, [], isFinal: false) + WebSocketPeer.frame(0, long)
    + WebSocketPeer.frame(1, Array("text".utf8)) + WebSocketPeer.frame(8, [0x03, 0xE8] + Array("bye".utf8))

  private static let read: [WebSocketMessage] = [
    .binary(.empty), .binary(Bytes([1, 2, 3])), .ping(Bytes([7])), .binary(Bytes(long)), .pong(.empty),
    .binary(Bytes([1] + long)), .text(Bytes("text")), .close(1000, reason: "bye"),
  ]

  @Test func messagesAreReadWhole() throws { #expect(try messages([Self.stream]) == Self.read) }

  @Test func andByteByByte() throws { #expect(try messages(Self.stream.map { [$0] }) == Self.read) }

  @Test func andInTwoPiecesHoweverTheyAreCut() throws {
    for cut in 1..<Self.stream.count {
      #expect(try messages([Array(Self.stream[..<cut]), Array(Self.stream[cut...])]) == Self.read, "cut at \(cut)")
    }
  }

  @Test(arguments: [0, 1, 125, 126, 127, 65_535, 65_536, 300_000]) func everyLengthIsRead(count: Int) throws {
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    #expect(try messages([WebSocketPeer.frame(2, payload)]) == [.binary(Bytes(payload))])
  }

  @Test func aCloseNeedsNoCode() throws {
    #expect(try messages([WebSocketPeer.frame(8, [])]) == [.close(nil, reason: "")])
  }

  @Test(
    arguments: [
      [0x82, 0x81, 1, 2, 3, 4, 5],  // masked
      [0xC2, 0x00], [0x83, 0x00], [0x8B, 0x00],  // a reserved bit, reserved kinds
      [0x09, 0x00], [0x89, 0x7E, 0x00, 0x7E],  // a ping in fragments, a long one
      [0x80, 0x00], [0x00, 0x00],  // continuations of nothing
      [0x02, 0x00, 0x82, 0x00],  // a message inside another
      [0x88, 0x01, 0x03],  // half a code
    ] as [[UInt8]]) func whatIsForbiddenIsRefused(bytes: [UInt8])
  {
    let error = #expect(throws: WireError.self) { try messages([bytes]) }
    #expect(error?.code == .malformed)
  }

  @Test(arguments: [
    WebSocketPeer.frame(2, Array(repeating: 0, count: 201)),
    WebSocketPeer.frame(2, Array(repeating: 0, count: 150), isFinal: false)
      + WebSocketPeer.frame(0, Array(repeating: 0, count: 150)),
    WebSocketPeer.frame(2, Array(repeating: 0, count: 150), isFinal: false)
      + WebSocketPeer.frame(0, Array(repeating: 0, count: 100), isFinal: false),
    WebSocketPeer.frame(2, Array(repeating: 0, count: 200), isFinal: false) + WebSocketPeer.frame(0, [0]),
    [0x82, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    [0x82, 0x7F, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x00],
  ]) func aMessageHasALimitWhateverItClaims(bytes: [UInt8]) {
    let error = #expect(throws: WireError.self) { try messages([bytes], limit: 200) }
    #expect(error?.code == .tooLarge)
  }

  /// Pings may stand inside of a message, which they are no part of.
  @Test func aControlFrameInsideAFullMessageIsNoPartOfIt() throws {
    let payload = Array(repeating: UInt8(7), count: 125)
    let bytes =
      WebSocketPeer.frame(2, Array(repeating: 1, count: 200), isFinal: false) + WebSocketPeer.frame(9, payload)
      + WebSocketPeer.frame(0, [])
    #expect(
      try messages([bytes], limit: 200) == [.ping(Bytes(payload)), .binary(Bytes(Array(repeating: 1, count: 200)))])
  }
}

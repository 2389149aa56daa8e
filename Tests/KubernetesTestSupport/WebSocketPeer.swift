internal import KubernetesCore

/// A server's side of a WebSocket, played by a test frame by frame: written apart from the client's.
public struct WebSocketPeer: Sendable {
  /// A frame as it came, unmasked.
  public struct Frame: Equatable, Sendable {
    /// The number of its kind: 2 binary, 8 close, 9 ping, 10 pong.
    public var opcode: UInt8
    /// The payload.
    public var payload: [UInt8]

    /// Joins the parts.
    public init(_ opcode: UInt8, _ payload: [UInt8]) {
      self.opcode = opcode
      self.payload = payload
    }
  }

  private let connection: MemoryConnection
  private var unread: [UInt8] = []

  /// Plays on one end of a connection.
  public init(_ connection: MemoryConnection) { self.connection = connection }

  /// The request's head; nil when the client has closed first.
  public mutating func readHead() async throws -> String? {
    while true {
      let text = String(decoding: unread, as: UTF8.self)
      if let end = text.firstRange(of: "\r\n\r\n") {
        let head = String(text[..<end.upperBound])
        unread.removeFirst(head.utf8.count)
        return head
      }
      guard let piece = try await connection.read() else { return nil }
      unread += piece.array
    }
  }

  /// The next frame; nil when the client has closed the connection. Throws for a frame that is not masked.
  public mutating func readFrame() async throws -> Frame? {
    while true {
      if let (frame, count) = try Self.parse(unread) {
        unread.removeFirst(count)
        return frame
      }
      guard let piece = try await connection.read() else { return nil }
      unread += piece.array
    }
  }

  private static func parse(_ bytes: [UInt8]) throws -> (Frame, Int)? {
    guard bytes.count >= 2 else { return nil }
    guard bytes[1] & 0x80 != 0, bytes[0] & 0x70 == 0 else {
      throw WireError(.malformed, "a client's frame must be masked")
    }
    var (length, head) = (Int(bytes[1] & 0x7F), 2)
    if length == 126 {
      head = 4
    } else if length == 127 {
      head = 10
    }
    guard bytes.count >= head + 4 else { return nil }
    if head > 2 { length = bytes[2..<head].reduce(0) { $0 << 8 | Int($1) } }
    guard bytes.count >= head + 4 + length else { return nil }
    let mask = Array(bytes[head..<(head + 4)])
    let payload = bytes[(head + 4)..<(head + 4 + length)].enumerated().map { $0.element ^ mask[$0.offset % 4] }
    return (Frame(bytes[0] & 0x0F, payload), head + 4 + length)
  }

  /// A server's frame.
  public static func frame(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | opcode]
    switch payload.count {
    case ..<126: bytes.append(UInt8(payload.count))
    case ..<65_536: bytes += [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    default: bytes += [127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
    }
    return bytes + payload
  }

  /// Sends bytes as they are.
  public func write(_ bytes: [UInt8]) async throws { try await connection.write(Bytes(bytes)) }
  /// Sends a text as it is.
  public func write(_ text: String) async throws { try await connection.write(Bytes(text)) }
  /// Sends a binary message.
  public func send(_ payload: [UInt8]) async throws { try await write(Self.frame(2, payload)) }
  /// Cuts the connection.
  public func cut() { connection.close() }
}

/// A frame of SPDY/3.1, as far as forwarded ports use it.
enum SPDYFrame: Hashable, Sendable {
  /// A new stream; the headers are still compressed.
  case open(stream: UInt32, headers: [UInt8])
  case data(stream: UInt32, bytes: [UInt8], isLast: Bool)
  case reset(stream: UInt32)
  case ping(id: UInt32)
  case goAway
  /// Settings, window sizes and the like, which change nothing here.
  case ignored

  struct Malformed: Error {}

  /// The largest frame of a client.
  static let maximumBytes = 1 << 20

  /// Takes the first frame off; nil when there is no whole one.
  static func next(_ bytes: inout [UInt8]) throws(Malformed) -> SPDYFrame? {
    guard bytes.count >= 8 else { return nil }
    let length = number(bytes[5..<8])
    guard length <= maximumBytes else { throw Malformed() }
    guard bytes.count >= 8 + length else { return nil }
    let head = Array(bytes[..<8])
    let body = Array(bytes[8..<(8 + length)])
    bytes.removeSubrange(..<(8 + length))
    let isLast = head[4] & 1 == 1
    guard head[0] & 0x80 != 0 else {
      return .data(stream: UInt32(number(head[..<4])), bytes: body, isLast: isLast)
    }
    switch number(head[2..<4]) {
    case 1:
      guard body.count >= 10 else { throw Malformed() }
      return .open(stream: stream(body), headers: Array(body[10...]))
    case 3:
      guard body.count >= 8 else { throw Malformed() }
      return .reset(stream: stream(body))
    case 6:
      guard body.count >= 4 else { throw Malformed() }
      return .ping(id: UInt32(number(body[..<4])))
    case 7: return .goAway
    default: return .ignored
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  private static func stream(_ body: [UInt8]) -> UInt32 { UInt32(number(body[..<4])) & 0x7FFF_FFFF }

  private static func text(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func control(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0x80, 3, 0, type, 0] + text(UInt32(body.count)).dropFirst() + body
  }

  /// Bytes on a stream.
  static func data(_ bytes: [UInt8], on stream: UInt32, isLast: Bool = false) -> [UInt8] {
    text(stream) + [isLast ? 1 : 0] + text(UInt32(bytes.count)).dropFirst() + bytes
  }

  /// The acceptance of a stream, without headers. They are one zlib stream over the connection, here of stored blocks; the
  /// empty one lets the reader go on.
  static func accept(_ stream: UInt32, isFirst: Bool) -> [UInt8] {
    let stored: [UInt8] = [0, 4, 0, 0xFB, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    return control(2, text(stream) + (isFirst ? [0x78, 0x01] : []) + stored)
  }

  /// The answer to a ping.
  static func pong(_ id: UInt32) -> [UInt8] { control(6, text(id)) }
}

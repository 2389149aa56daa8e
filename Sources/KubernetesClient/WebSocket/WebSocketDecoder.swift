internal import KubernetesCore

/// Puts messages together from what a server sends, however it arrives in pieces. Pure: it reads and answers nothing.
///
/// What RFC 6455 forbids is an error: masked frames of a server, reserved bits, long or fragmented control frames,
/// continuations of nothing.
struct WebSocketDecoder {
  private let limit: Int
  /// What has arrived and is not used yet; joined only when a whole frame is there.
  private var pieces: [Bytes] = []
  private var available = 0
  /// How many bytes the next step needs.
  private var needed = 2
  /// The fragments of a message so far: copied, so that none keeps the piece alive that it came in.
  private var message: [UInt8] = []
  private var messageOpcode: WebSocketOpcode?

  /// - Parameter limit: The most bytes of one message.
  init(limit: Int) { self.limit = limit }

  /// Bytes of a message that is not whole yet.
  var isInsideMessage: Bool { available > 0 || messageOpcode != nil }

  mutating func feed(_ piece: Bytes) {
    if piece.isEmpty { return }
    pieces.append(piece)
    available += piece.count
  }

  /// The next message; nil when more bytes are needed.
  ///
  /// - Throws: ``WireError``.
  mutating func next() throws(WireError) -> WebSocketMessage? {
    while available >= needed {
      let bytes = joined()
      guard let frame = try Frame(bytes, limit: limit, used: message.count) else {
        needed = try Frame.length(bytes, limit: limit, used: message.count)
        continue
      }
      pieces = frame.end < bytes.count ? [bytes[frame.end..<bytes.count]] : []
      available = bytes.count - frame.end
      needed = 2
      if let message = try take(frame) { return message }
    }
    return nil
  }

  private mutating func joined() -> Bytes {
    if pieces.count == 1, let only = pieces.first { return only }
    var builder = BytesBuilder(capacity: available)
    for piece in pieces { builder.append(piece) }
    let whole = builder.finish()
    pieces = [whole]
    return whole
  }

  private mutating func take(_ frame: Frame) throws(WireError) -> WebSocketMessage? {
    switch frame.opcode {
    case .ping: return .ping(frame.payload)
    case .pong: return .pong(frame.payload)
    case .close: return try Self.close(frame.payload)
    case .continuation:
      guard let opcode = messageOpcode else { throw WireError(.malformed, "a continuation of no message") }
      append(frame.payload)
      return frame.isFinal ? finish(opcode) : nil
    case .text, .binary:
      guard messageOpcode == nil else { throw WireError(.malformed, "a message inside another one") }
      if frame.isFinal { return frame.opcode == .text ? .text(frame.payload) : .binary(frame.payload) }
      messageOpcode = frame.opcode
      append(frame.payload)
      return nil
    }
  }

  private mutating func append(_ payload: Bytes) { payload.withUnsafeBytes { message.append(contentsOf: $0) } }

  private mutating func finish(_ opcode: WebSocketOpcode) -> WebSocketMessage {
    messageOpcode = nil
    let bytes = Bytes(message)
    message = []
    return opcode == .text ? .text(bytes) : .binary(bytes)
  }

  private static func close(_ payload: Bytes) throws(WireError) -> WebSocketMessage {
    if payload.isEmpty { return .close(nil, reason: "") }
    guard payload.count >= 2 else { throw WireError(.malformed, "a close frame with half a code") }
    let code = payload.withUnsafeBytes { UInt16($0[0]) << 8 | UInt16($0[1]) }
    return .close(code, reason: payload[2..<payload.count].text)
  }

  private struct Frame {
    var opcode: WebSocketOpcode
    var isFinal: Bool
    var payload: Bytes
    /// Where the frame ends.
    var end: Int

    /// Nil when it is not whole yet.
    init?(_ bytes: Bytes, limit: Int, used: Int) throws(WireError) {
      let (first, second) = bytes.withUnsafeBytes { ($0[0], $0[1]) }
      guard let opcode = WebSocketOpcode(rawValue: first & 0x0F), first & 0x70 == 0 else {
        throw WireError(.malformed, "not a frame of this protocol: \(String(first, radix: 16))")
      }
      guard second & 0x80 == 0 else { throw WireError(.malformed, "a server's frame is masked") }
      isFinal = first & 0x80 != 0
      if opcode.isControl, !isFinal || second > 125 {
        throw WireError(.malformed, "a control frame is long or in fragments")
      }
      let end = try Self.length(bytes, limit: limit, used: used)
      guard bytes.count >= end else { return nil }
      self.opcode = opcode
      self.end = end
      payload = bytes[Self.headLength(second)..<end]
    }

    static func headLength(_ second: UInt8) -> Int {
      switch second & 0x7F {
      case 126: 4
      case 127: 10
      default: 2
      }
    }

    /// The length of the whole frame, or of as much of its head as is needed to know it. A control frame, whose length
    /// is checked when it is taken apart, is no part of a message and does not count.
    static func length(_ bytes: Bytes, limit: Int, used: Int) throws(WireError) -> Int {
      let (first, second) = bytes.withUnsafeBytes { ($0[0], $0[1]) }
      let head = headLength(second)
      guard bytes.count >= head else { return head }
      let payload: UInt64 =
        head == 2
        ? UInt64(second & 0x7F)
        : bytes.withUnsafeBytes { memory in memory[2..<head].reduce(0) { $0 << 8 | UInt64($1) } }
      guard payload <= UInt64(first & 0x08 != 0 ? 125 : max(0, limit - used)) else {
        throw WireError(.tooLarge, "a message is larger than \(limit) bytes")
      }
      return head + Int(payload)
    }
  }
}

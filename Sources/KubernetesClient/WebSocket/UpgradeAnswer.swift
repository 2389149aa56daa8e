internal import HTTPTypes
internal import KubernetesCore

/// The answer to a request for an upgrade, read from a bare connection.
struct UpgradeAnswer {
  var head: ResponseHead
  /// What came behind the head: the protocol's first bytes, or the beginning of a refusal's body.
  private(set) var rest: Bytes

  /// A refusal's body is read this far.
  static let refusalLimit = 64 << 10

  /// - Throws: ``TransportError`` with the code `closed` when the connection ends before the head does.
  init(from connection: any TransportConnection) async throws {
    var collected: [UInt8] = []
    while true {
      guard let piece = try await connection.read() else {
        throw TransportError(
          .closed, "the connection ended before the answer's head", isBeforeResponse: collected.isEmpty)
      }
      // The end may lie across two pieces.
      let from = max(0, collected.count - 3)
      collected += piece.array
      guard let end = Self.headEnd(collected, from: from) else {
        guard collected.count <= CurlExchange.maximumHeadBytes else {
          throw TransportError(
            .responseTooLarge, "the answer's head is larger than \(CurlExchange.maximumHeadBytes) bytes")
        }
        continue
      }
      head = try ResponseHead(Array(collected[..<end]))
      rest = Bytes(collected[end...])
      return
    }
  }

  private static func headEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    let mark: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    guard bytes.count >= start + mark.count else { return nil }
    return (start...(bytes.count - mark.count)).first { bytes[$0..<($0 + 4)].elementsEqual(mark) }.map { $0 + 4 }
  }

  /// The body of a refusal, as far as it comes and is of a bearable size: it says why.
  mutating func body(from connection: any TransportConnection) async -> Bytes {
    // A length below zero is none.
    let length = head.headers[.contentLength].flatMap { UInt($0) }.map { Int(clamping: $0) }
    let isChunked = head.headers[.transferEncoding]?.lowercased().contains("chunked") == true
    var collected = rest.array
    func isComplete() -> Bool {
      if isChunked { return Self.unchunked(collected).isComplete }
      return length.map { collected.count >= $0 } ?? false
    }
    while !isComplete(), collected.count < Self.refusalLimit {
      guard let piece = try? await connection.read() else { break }
      collected += piece.array
    }
    if isChunked { return Bytes(Self.unchunked(collected).body) }
    return Bytes(collected.prefix(min(length ?? .max, Self.refusalLimit)))
  }

  /// The chunks (RFC 9112, 7.1) that have come so far.
  static func unchunked(_ bytes: [UInt8]) -> (body: [UInt8], isComplete: Bool) {
    var body: [UInt8] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      let line = String(decoding: rest[..<end], as: UTF8.self).prefix { $0.isHexDigit }
      guard let size = Int(line, radix: 16), size <= refusalLimit else { return (body, true) }
      rest = rest[(end + 1)...]
      if size == 0 { return (body, true) }
      guard rest.count >= size + 2 else { break }
      body += rest.prefix(size)
      rest = rest.dropFirst(size + 2)
    }
    return (body, false)
  }
}

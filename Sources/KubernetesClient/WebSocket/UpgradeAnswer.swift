internal import HTTPTypes
internal import KubernetesCore

/// The answer to a request for an upgrade, read from a bare connection.
struct UpgradeAnswer {
  var head: ResponseHead
  /// What came behind the head: the protocol's first bytes, or the beginning of a refusal's body.
  private(set) var rest: Bytes

  /// A refusal's body is read this far, and waited for so long: what counts is known already.
  static let refusalLimit = 64 << 10
  static let refusalTime = Duration.seconds(5)
  /// How long the head may take: as long as the transport's default for every other answer, for the server may ask
  /// others whether the command is allowed.
  static let headLimit = CurlTransportConfiguration.defaultIdleTimeout

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

  /// The body of a refusal, as far as it comes in time and is of a bearable size: it says why.
  func body(from connection: any TransportConnection, clock: any Clock<Duration>) async -> Bytes {
    // A length below zero is none.
    let length = head.headers[.contentLength].flatMap { UInt($0) }.map { Int(clamping: $0) }
    let isChunked = head.headers[.transferEncoding]?.lowercased().contains("chunked") == true
    var collected = rest.array
    var chunks = ChunkedBody(limit: Self.refusalLimit)
    func isComplete() -> Bool {
      if isChunked { return chunks.take(from: collected) }
      return length.map { collected.count >= $0 } ?? false
    }
    try? await connection.within(Self.refusalTime, clock) {
      while !isComplete(), collected.count < Self.refusalLimit {
        guard let piece = try await connection.read() else { break }
        collected += piece.array
      }
    }
    if isChunked { return Bytes(chunks.body) }
    return Bytes(collected.prefix(min(length ?? .max, Self.refusalLimit)))
  }
}

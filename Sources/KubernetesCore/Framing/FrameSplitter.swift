#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Cuts the body of a watch into frames, however it arrives in pieces.
///
/// JSON frames are lines. The lines of a document that spans several of them (a proxy may have indented it) are put
/// together. Protobuf frames carry their length, four bytes, big-endian. A frame that lies within one piece is a
/// window of it, not a copy; the time for any other is linear in its size, however small the pieces are.
public struct FrameSplitter: Sendable {
  /// 64 MiB: an object is at most 1.5 MiB in etcd, and a few times that as JSON.
  public static let defaultLimit = 64 << 20

  private let format: WireFormat
  private let limit: Int
  /// What has not been looked at of the piece that came last.
  private var piece = Bytes.empty
  /// What came before it of a frame that is not complete. Each byte is put together with the others once, however many
  /// pieces there are.
  private var run = ByteRun()
  /// The length of the Protobuf frame whose head has been read.
  private var messageLength: Int?
  /// Follows the nesting of a document that is longer than a line; nil before its second line.
  private var document: JSONDocumentScanner?

  /// A splitter for one watch.
  ///
  /// - Parameter limit: The most bytes of one frame.
  public init(_ format: WireFormat, limit: Int = FrameSplitter.defaultLimit) {
    self.format = format
    self.limit = limit
  }

  /// How many bytes wait for the rest of their frame.
  public var unfinishedBytes: Int { run.count + piece.count + (messageLength == nil ? 0 : Self.headSize) }

  /// Adds the next piece of the body; take all frames with ``next()`` afterwards.
  public mutating func feed(_ next: Bytes) {
    // Empty, unless somebody has not taken all frames.
    piece = piece.joined(next)
  }

  /// The next frame; nil when more bytes are needed.
  ///
  /// - Throws: ``WireError`` when a frame is larger than the limit.
  public mutating func next() throws -> Bytes? {
    switch format {
    case .json: try nextDocument()
    case .protobuf: try nextMessage()
    }
  }

  /// Checks, at the end of the body, that no frame was cut off.
  public func finish() throws {
    let isRest = format == .json ? run.hasText || piece.hasText : unfinishedBytes > 0
    if isRest { throw WireError(.truncated, "the stream ended inside a frame (\(unfinishedBytes) bytes)") }
  }

  // MARK: JSON

  private mutating func nextDocument() throws -> Bytes? {
    while let end = lineEnd() {
      let part = piece[0..<(end + 1)]
      drop(end + 1)
      try check(run.count + part.count - 1)
      if let isWhole = document?.scan(part, from: 0) {
        if !isWhole {
          run.add(part)
          continue
        }
        document = nil
        if let frame = run.finish(part).trimmed() { return frame }
        continue
      }
      let line = run.finish(part)
      // The usual case without a closer look: one whole document on one line.
      guard let text = line.trimmed() else { continue }
      if Self.isWholeDocument(text) { return text }
      var scanner = JSONDocumentScanner()
      if scanner.scan(text, from: 0) { return text }
      document = scanner
      run.add(line)
    }
    _ = document?.scan(piece, from: 0)
    run.add(piece)
    piece = .empty
    try check(run.count)
    return nil
  }

  private static func isWholeDocument(_ text: Bytes) -> Bool {
    text.withUnsafeBytes {
      $0.count > 2 && $0.first == UInt8(ascii: "{") && $0.last == UInt8(ascii: "}")
    }
  }

  private func lineEnd() -> Int? {
    piece.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let found = memchr(base, 0x0A, bytes.count) else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  // MARK: Protobuf

  private static let headSize = 4

  private mutating func nextMessage() throws -> Bytes? {
    if messageLength == nil {
      guard let head = take(Self.headSize) else { return nil }
      let length = head.withUnsafeBytes { Int(UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self))) }
      try check(length)
      messageLength = length
    }
    guard let length = messageLength, let frame = take(length) else { return nil }
    messageLength = nil
    return frame
  }

  /// So many bytes, when they are there.
  private mutating func take(_ count: Int) -> Bytes? {
    let missing = count - run.count
    guard piece.count >= missing else {
      run.add(piece)
      piece = .empty
      return nil
    }
    defer { drop(missing) }
    return run.finish(piece[0..<missing])
  }

  /// An empty window would keep the whole piece in memory for as long as the watch is silent.
  private mutating func drop(_ count: Int) {
    piece = count == piece.count ? .empty : piece[count..<piece.count]
  }

  private func check(_ count: Int) throws {
    if count > limit { throw WireError(.tooLarge, "a frame is larger than \(limit) bytes") }
  }
}

extension Bytes {
  /// Whether there is anything but white space.
  fileprivate var hasText: Bool { withUnsafeBytes { bytes in bytes.contains { $0 > 0x20 } } }

  /// Without white space at both ends; nil when nothing else is there.
  func trimmed() -> Bytes? {
    withUnsafeBytes { bytes in
      guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }) else {
        return nil
      }
      return self[first..<(last + 1)]
    }
  }
}

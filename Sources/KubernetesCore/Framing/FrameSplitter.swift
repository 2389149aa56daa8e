#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Cuts the body of a watch into frames, however it arrives in pieces.
///
/// JSON frames are documents, one behind the other. They usually are lines, which costs the least; but a document may
/// also span several lines (a proxy may have indented it), and the next one may begin right behind it. A document is
/// handed out as soon as its last bracket is there.
///
/// Protobuf frames carry their length, four bytes, big-endian.
///
/// A frame that lies within one piece is a window of it, not a copy; the time for any other is linear in its size, however
/// small the pieces are.
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
  /// Follows the nesting of a document of which ``run`` holds the beginning, once it is known not to be a line.
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
    while !piece.isEmpty {
      if document != nil { return try endOfDocument() }
      guard let end = lineEnd() else {
        // A document that is not followed by a line's end must not wait for it.
        if !piece.mayEndDocument { break }
        piece = run.finish(piece)
        document = JSONDocumentScanner()
        continue
      }
      let isWithinPiece = run.count == 0
      let line = run.finish(piece[0..<end])
      guard let text = line.trimmed() else {
        drop(end + 1)
        continue
      }
      // The usual case without a closer look: one whole document on one line.
      if text.isDocument || !text.isObject {
        drop(end + 1)
        try check(text.count)
        return text
      }
      if !isWithinPiece { piece = line.joined(piece[end..<piece.count]) }
      document = JSONDocumentScanner()
    }
    run.add(piece)
    piece = .empty
    try check(run.count)
    return nil
  }

  /// Goes on with the document that ``run`` holds the beginning of; nil when its end is not in the piece.
  private mutating func endOfDocument() throws -> Bytes? {
    guard let end = document?.end(in: piece) else {
      run.add(piece)
      piece = .empty
      try check(run.count)
      return nil
    }
    document = nil
    let frame = run.finish(piece[0..<end])
    drop(end)
    // What has no line's end behind one document has none behind the next.
    if piece.isObject { document = JSONDocumentScanner() }
    try check(frame.count)
    return frame.trimmed()
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

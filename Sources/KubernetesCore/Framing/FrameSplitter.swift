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
/// window of it, not a copy.
public struct FrameSplitter: Sendable {
  /// 64 MiB: an object is at most 1.5 MiB in etcd, and a few times that as JSON.
  public static let defaultLimit = 64 << 20

  private let format: WireFormat
  private let limit: Int
  /// What has arrived and is not yet handed out.
  private var pending = Bytes.empty
  /// How much of ``pending`` is known to hold no end of a frame.
  private var scanned = 0
  /// Follows the nesting of a document that is longer than a line.
  private var document = JSONDocumentScanner()

  /// A splitter for one watch.
  ///
  /// - Parameter limit: The most bytes of one frame.
  public init(_ format: WireFormat, limit: Int = FrameSplitter.defaultLimit) {
    self.format = format
    self.limit = limit
  }

  /// How many bytes wait for the rest of their frame.
  public var unfinishedBytes: Int { pending.count }

  /// Adds the next piece of the body; take all frames with ``next()`` afterwards.
  public mutating func feed(_ piece: Bytes) {
    guard !pending.isEmpty else {
      pending = piece
      return
    }
    var joined = BytesBuilder(capacity: pending.count + piece.count)
    joined.append(pending)
    joined.append(piece)
    pending = joined.finish()
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
    let rest = pending.withUnsafeBytes { bytes in
      format == .json ? bytes.contains { $0 > 0x20 } : !bytes.isEmpty
    }
    if rest { throw WireError(.truncated, "the stream ended inside a frame (\(pending.count) bytes)") }
  }

  private mutating func nextDocument() throws -> Bytes? {
    while true {
      guard let end = lineEnd() else {
        scanned = pending.count
        try check(pending.count)
        return nil
      }
      let line = pending[0..<end]
      // The usual case without a closer look: one whole document on one line.
      let isWhole = scannedLinesAreOpen ? document.scan(line, from: lineStart) : isWholeDocument(line)
      if !isWhole {
        lineStart = end + 1
        scanned = end + 1
        continue
      }
      drop(end + 1)
      scanned = 0
      lineStart = 0
      document = JSONDocumentScanner()
      if let frame = line.trimmed() {
        try check(frame.count)
        return frame
      }
    }
  }

  /// Where the current line begins within ``pending``; not 0 inside a document of several lines.
  private var lineStart = 0
  private var scannedLinesAreOpen: Bool { lineStart > 0 }

  private mutating func isWholeDocument(_ line: Bytes) -> Bool {
    guard let text = line.trimmed() else { return true }
    let (first, last) = text.withUnsafeBytes { ($0[0], $0[$0.count - 1]) }
    if first == UInt8(ascii: "{"), last == UInt8(ascii: "}"), text.count > 2 { return true }
    return document.scan(line, from: 0)
  }

  private func lineEnd() -> Int? {
    pending.withUnsafeBytes { bytes in
      guard scanned < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + scanned, 0x0A, bytes.count - scanned)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private mutating func nextMessage() throws -> Bytes? {
    guard pending.count >= 4 else { return nil }
    let length = pending.withUnsafeBytes { Int(UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self))) }
    try check(length)
    guard pending.count - 4 >= length else { return nil }
    let frame = pending[4..<(4 + length)]
    drop(4 + length)
    return frame
  }

  /// An empty window would keep the whole piece in memory for as long as the watch is silent.
  private mutating func drop(_ count: Int) {
    pending = count == pending.count ? .empty : pending[count..<pending.count]
  }

  private func check(_ count: Int) throws {
    if count > limit { throw WireError(.tooLarge, "a frame is larger than \(limit) bytes") }
  }
}

extension Bytes {
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

internal import CKubernetesZlib
internal import KubernetesCore

/// Decompresses gzip piece by piece; a piece is at most ``pieceBytes`` long, whatever the input expands to.
struct Inflater: ~Copyable {
  static let pieceBytes = 1 << 20

  // Allocated here, freed in `deinit`: zlib keeps a pointer to it, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let setUp: Int32
  private var input = Bytes.empty
  private var consumed = 0
  private var isDone = false
  private var isStarted = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15: the largest window; 16: gzip only.
    setUp = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    if setUp == Z_OK { inflateEnd(stream) }
    stream.deallocate()
  }

  /// Adds compressed bytes; call it when ``next()`` has returned nil.
  mutating func feed(_ bytes: Bytes) {
    input = bytes
    consumed = 0
  }

  /// The next piece; nil when more input is needed or the end has been reached.
  mutating func next() throws -> Bytes? {
    guard setUp == Z_OK else { throw TransportError(.decompression, "zlib cannot start (\(setUp))") }
    guard !isDone else {
      if consumed < input.count { throw TransportError(.decompression, "data after the end of the gzip body") }
      return nil
    }
    isStarted = isStarted || !input.isEmpty
    var out = BytesBuilder()
    let code = inflatePiece(into: &out)
    switch code {
    case Z_STREAM_END: isDone = true
    case Z_OK, Z_BUF_ERROR: break
    default: throw TransportError(.decompression, "the gzip body is damaged (\(code))")
    }
    return out.count > 0 ? out.finish() : nil
  }

  private mutating func inflatePiece(into out: inout BytesBuilder) -> Int32 {
    let room = max(4096, min(Self.pieceBytes, (input.count - consumed) * 8))
    // zlib does not write through `next_in`; the input is held by `self` while it reads.
    let start = UnsafeMutableRawPointer(mutating: input.start + consumed)
    stream.pointee.next_in = start.assumingMemoryBound(to: UInt8.self)
    let offered = UInt32(clamping: input.count - consumed)
    stream.pointee.avail_in = offered
    let stream = stream
    let code: Int32 = out.append(capacity: room) { buffer in
      stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(buffer.count)
      let code = inflate(stream, Z_NO_FLUSH)
      return (buffer.count - Int(stream.pointee.avail_out), code)
    }
    consumed += Int(offered - stream.pointee.avail_in)
    return code
  }

  /// Checks that the body was whole.
  mutating func finish() throws {
    if isStarted, !isDone { throw TransportError(.closed, "the body ended inside the gzip data") }
  }

  /// Decompresses a whole body.
  static func decompress(_ bytes: Bytes, upTo limit: Int) throws -> Bytes {
    var inflater = Inflater()
    inflater.feed(bytes)
    var whole = BytesBuilder(capacity: min(limit, bytes.count * 4))
    while let piece = try inflater.next() {
      if whole.count + piece.count > limit {
        throw TransportError(.responseTooLarge, "the response is larger than \(limit) bytes")
      }
      whole.append(piece)
    }
    try inflater.finish()
    return whole.finish()
  }
}

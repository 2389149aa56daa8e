import CKubernetesZlib

/// Reads the headers of SPDY/3.1 frames, which are one compressed stream over the life of a connection.
///
/// Not thread safe; the tunnel that owns it uses it from one task.
final class SPDYHeaderReader {
  private var stream = z_stream()

  /// Headers that cannot be read, or are larger than anybody needs.
  struct Malformed: Error {}

  /// More than this in one frame is refused.
  private static let maximumBytes = 1 << 16

  init() throws {
    guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { throw Malformed() }
  }

  deinit { inflateEnd(&stream) }

  /// The names and values of one block.
  func read(_ block: [UInt8]) throws -> [String: String] {
    let bytes = try inflated(block)
    var at = 0
    func number() throws -> Int {
      guard at + 4 <= bytes.count else { throw Malformed() }
      defer { at += 4 }
      return bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    func text() throws -> String {
      let length = try number()
      guard length <= bytes.count - at else { throw Malformed() }
      defer { at += length }
      return String(decoding: bytes[at..<(at + length)], as: UTF8.self)
    }
    let count = try number()
    guard count <= 64 else { throw Malformed() }
    var headers: [String: String] = [:]
    for _ in 0..<count {
      let name = try text()
      headers[name.lowercased()] = try text()
    }
    return headers
  }

  private func inflated(_ block: [UInt8]) throws -> [UInt8] {
    var block = block
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    let inputCount = block.count
    // zlib keeps the pointers no longer than these closures run.
    try block.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(inputCount)
      while true {
        let code = chunk.withUnsafeMutableBufferPointer { buffer -> Int32 in
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(buffer.count)
          return inflate(&stream, Z_SYNC_FLUSH)
        }
        output += chunk[..<(chunk.count - Int(stream.avail_out))]
        guard output.count <= Self.maximumBytes else { throw Malformed() }
        switch code {
        case Z_NEED_DICT:
          let dictionary = SPDYDictionary.bytes
          guard inflateSetDictionary(&stream, dictionary, UInt32(dictionary.count)) == Z_OK else { throw Malformed() }
        case Z_OK where stream.avail_in > 0 || stream.avail_out == 0: continue
        // A full flush leaves nothing to do.
        case Z_OK, Z_BUF_ERROR: return
        default: throw Malformed()
        }
      }
    }
    return output
  }
}

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// The end of a server's log, for messages.
enum LogTail {
  /// The last lines of a file; empty when it cannot be read.
  static func read(_ path: String, lines: Int = 30, bytes: Int = 16_384) -> String {
    guard let file = try? FileDescriptor.open(FilePath(path), .readOnly) else { return "" }
    defer { try? file.close() }
    guard let size = try? file.seek(offset: 0, from: .end) else { return "" }
    let start = max(0, size - Int64(bytes))
    var content: [UInt8] = []
    while content.count < bytes {
      let piece = [UInt8](unsafeUninitializedCapacity: bytes - content.count) { buffer, count in
        // The buffer belongs to this closure and is as large as `read` is told.
        let offset = start + Int64(content.count)
        count = (try? file.read(fromAbsoluteOffset: offset, into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
      }
      if piece.isEmpty { break }
      content += piece
    }
    return String(decoding: content, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: true).suffix(lines).joined(separator: "\n")
  }
}

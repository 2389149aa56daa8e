import KubernetesCore

/// Files in the format that `kubectl cp` moves them in: POSIX tar, blocks of 512 bytes. Only plain files are kept.
enum TarArchive {
  struct Malformed: Error { var message: String }

  struct Entry: Hashable, Sendable {
    /// The path without a leading slash.
    var path: String
    var contents: [UInt8]
  }

  private static let block = 512

  /// The plain files of an archive.
  static func entries(_ bytes: [UInt8]) throws(Malformed) -> [Entry] {
    var entries: [Entry] = []
    var at = 0
    while at + block <= bytes.count {
      let header = bytes[at..<(at + block)]
      // Blocks of zeros end the archive.
      guard header.contains(where: { $0 != 0 }) else { return entries }
      let size = try number(header, 124, 12)
      guard size <= bytes.count - at - block else { throw Malformed(message: "the archive is cut off") }
      let kind = header[header.startIndex + 156]
      if kind == 0 || kind == UInt8(ascii: "0") {
        let prefix = text(header, 345, 155)
        let path = (prefix.isEmpty ? "" : prefix + "/") + text(header, 0, 100)
        let start = at + block
        entries.append(Entry(path: path, contents: Array(bytes[start..<(start + size)])))
      }
      at += block + (size + block - 1) / block * block
    }
    return entries
  }

  private static func text(_ header: ArraySlice<UInt8>, _ offset: Int, _ length: Int) -> String {
    let start = header.startIndex + offset
    return String(decoding: header[start..<(start + length)].prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func number(_ header: ArraySlice<UInt8>, _ offset: Int, _ length: Int) throws(Malformed) -> Int {
    let digits = text(header, offset, length).filter { $0 != " " }
    guard let value = Int(digits, radix: 8), value >= 0 else { throw Malformed(message: "a size that is no number") }
    return value
  }

  /// An archive of files.
  ///
  /// - Throws: ``Malformed`` when a path has more than a hundred bytes.
  static func archive(_ entries: [Entry]) throws(Malformed) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      guard entry.path.utf8.count <= 100 else { throw Malformed(message: "the path is too long: \(entry.path)") }
      var header = [UInt8](repeating: 0, count: block)
      func write(_ text: String, at offset: Int) {
        header.replaceSubrange(offset..<(offset + text.utf8.count), with: Array(text.utf8))
      }
      write(entry.path, at: 0)
      write("0000644", at: 100)
      write("0000000", at: 108)
      write("0000000", at: 116)
      write(octal(entry.contents.count, 11), at: 124)
      write(octal(0, 11), at: 136)
      // The sum is taken with spaces in its own place.
      write("        ", at: 148)
      write("0", at: 156)
      write("ustar", at: 257)
      write("00", at: 263)
      write(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
      header[154] = 0
      bytes += header + entry.contents
      bytes += [UInt8](repeating: 0, count: (block - entry.contents.count % block) % block)
    }
    return bytes + [UInt8](repeating: 0, count: 2 * block)
  }

  private static func octal(_ number: Int, _ width: Int) -> String {
    let digits = String(number, radix: 8)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

internal import Foundation

/// The armour of RFC 7468: labelled base64 between `BEGIN` and `END` lines.
enum PEM {
  /// The labels of the blocks whose contents are valid base64, in order.
  static func labels(in bytes: [UInt8]) -> [String] { blocks(in: bytes).map(\.label) }

  /// The blocks whose contents are valid base64, in order.
  static func blocks(in bytes: [UInt8]) -> [(label: String, contents: Data)] {
    var blocks: [(label: String, contents: Data)] = []
    var open: (label: Substring, body: String)?
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let line = line.trimmingSuffix(\.isWhitespace)
      if let label = line.label("-----BEGIN ") {
        open = (label, "")
      } else if let label = line.label("-----END ") {
        if let block = open, block.label == label, let contents = decoded(block.body) {
          blocks.append((String(label), contents))
        }
        open = nil
      } else if !line.contains(":") {
        open?.body += line
      }
    }
    return blocks
  }

  /// True when there is at least one certificate.
  static func hasCertificate(_ bytes: [UInt8]) -> Bool { labels(in: bytes).contains("CERTIFICATE") }

  /// True when there is a private key of any kind.
  static func hasPrivateKey(_ bytes: [UInt8]) -> Bool { labels(in: bytes).contains { $0.hasSuffix("PRIVATE KEY") } }

  private static func decoded(_ text: String) -> Data? { text.isEmpty ? nil : Data(base64Encoded: text) }
}

extension Substring {
  fileprivate func trimmingSuffix(_ isBlank: (Character) -> Bool) -> Substring {
    guard let last = lastIndex(where: { !isBlank($0) }) else { return self[startIndex..<startIndex] }
    return self[...last]
  }

  fileprivate func label(_ opening: String) -> Substring? {
    guard hasPrefix(opening), hasSuffix("-----") else { return nil }
    return dropFirst(opening.count).dropLast(5)
  }
}

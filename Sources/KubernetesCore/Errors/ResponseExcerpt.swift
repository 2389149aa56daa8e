/// The readable beginning of a body that is no `Status`.
enum ResponseExcerpt {
  /// As much as client-go keeps.
  static let limit = 2_048

  /// At most ``limit`` bytes of text; empty for anything that is not text.
  static func text(_ body: Bytes) -> String {
    let head = body.count > limit ? body[0..<limit] : body
    guard head.withUnsafeBytes({ $0.allSatisfy(isTextual) }) else { return "" }
    var text = head.text
    // A character that the limit has cut in two.
    while body.count > limit, text.last == "\u{fffd}" { text.removeLast() }
    return redacted(trimmed(text)) + (body.count > limit ? "…" : "")
  }

  private static func isTextual(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7f || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  private static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }

  /// Blots out what follows `Bearer` and `Basic`: there are servers that echo a request's headers in error pages.
  private static func redacted(_ text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      if let scheme = schemes.first(where: { matches($0, bytes, position) }) {
        result += bytes[position..<(position + scheme.count)]
        position += scheme.count
        let end = bytes[position...].firstIndex(where: { !isTokenByte($0) }) ?? bytes.endIndex
        if end > position { result += "<redacted>".utf8 }
        position = end
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let schemes = ["bearer ", "basic "].map { Array($0.utf8) }

  private static func matches(_ scheme: [UInt8], _ bytes: [UInt8], _ position: Int) -> Bool {
    guard position + scheme.count <= bytes.count else { return false }
    return zip(scheme, bytes[position...]).allSatisfy { $0 == ($1 == 0x20 ? $1 : $1 | 0x20) }
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~+/=".utf8.contains(byte)
    }
  }
}

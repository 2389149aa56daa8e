/// Percent-encoding of request targets (RFC 3986).
package enum PercentEncoding {
  /// What may stay as it is.
  package enum Part {
    /// One segment of a path: unreserved characters, sub-delimiters, `:` and `@`.
    case pathSegment
    /// A whole path: as a segment, and slashes.
    case path
    /// A query item's name or value: unreserved characters only, so that neither `&`, `=` nor `+` can be misread.
    case query
  }

  /// Encodes the UTF-8 of a text.
  ///
  /// - Parameter keepsEscapes: Whether the text is encoded in part already: its escapes stay as they are.
  package static func encode(_ text: String, _ part: Part, keepsEscapes: Bool = false) -> String {
    func stays(_ byte: UInt8) -> Bool { isAllowed(byte, part) || keepsEscapes && byte == UInt8(ascii: "%") }
    guard !text.utf8.allSatisfy(stays) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if stays(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Undoes the encoding, where `+` stands for itself; nil if an escape is cut off or not hexadecimal.
  package static func decode(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(value), let low = rest.popFirst().flatMap(value) else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends query items to a path that may have a query already.
  package static func append(_ query: [(name: String, value: String)], to target: inout String) {
    var separator = target.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
    for item in query {
      target += separator + encode(item.name, .query) + "=" + encode(item.value, .query)
      separator = "&"
    }
  }

  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func isAllowed(_ byte: UInt8, _ part: Part) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): return true
    case UInt8(ascii: "/"): return part == .path
    default: return part != .query && "!$&'()*+,;=:@".utf8.contains(byte)
    }
  }
}

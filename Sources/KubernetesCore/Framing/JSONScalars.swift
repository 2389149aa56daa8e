extension Bytes {
  /// The text of a window that holds one JSON string, escapes undone.
  package func jsonString() throws -> String {
    try withUnsafeBytes { bytes throws(WireError) in
      guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else {
        throw WireError(.typeMismatch, "expected a string")
      }
      let inner = bytes[1..<(bytes.count - 1)]
      guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
      return try Self.unescaped(inner)
    }
  }

  /// The number in a window that holds one JSON integer.
  package func jsonInteger() throws -> Int64 {
    guard let number = Int64(text) else { throw WireError(.typeMismatch, "expected an integer") }
    return number
  }

  /// True for a window that holds `null`.
  package var isJSONNull: Bool { isEqual(to: "null") }

  private static func unescaped(_ escaped: Slice<UnsafeRawBufferPointer>) throws(WireError) -> String {
    var units: [UInt16] = []
    var plain: [UInt8] = []
    var text = ""
    func flush() {
      if !units.isEmpty { text += String(decoding: units, as: UTF16.self) }
      if !plain.isEmpty { text += String(decoding: plain, as: UTF8.self) }
      units.removeAll()
      plain.removeAll()
    }
    var index = escaped.startIndex
    while index < escaped.endIndex {
      let byte = escaped[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        if !units.isEmpty { flush() }
        plain.append(byte)
        continue
      }
      guard index < escaped.endIndex else { throw WireError(.malformed, "a string ends in a backslash") }
      let escape = escaped[index]
      index += 1
      if escape == UInt8(ascii: "u") {
        guard escaped.endIndex - index >= 4,
          let unit = UInt16(String(decoding: escaped[index..<(index + 4)], as: UTF8.self), radix: 16)
        else { throw WireError(.malformed, "not an escape of a character") }
        if !plain.isEmpty { flush() }
        units.append(unit)
        index += 4
        continue
      }
      if !units.isEmpty { flush() }
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(escape)
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "t"): plain.append(0x09)
      default: throw WireError(.malformed, "not an escape")
      }
    }
    flush()
    return text
  }
}

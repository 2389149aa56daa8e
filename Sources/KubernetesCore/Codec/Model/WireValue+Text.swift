extension String: WireValue {
  func isSame(as other: String) -> Bool { hasSameBytes(as: other) }
  static var wireType: UInt8 { 2 }
  static var fallback: String { "" }
  var isZero: Bool { isEmpty }
  static func read(_ reader: inout JSONReader, interned: Bool) -> String { reader.string(interned: interned) }
  func write(_ writer: inout JSONWriter) { writer.string(self) }
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> String? { reader.string(interned: interned) }
  func write(_ writer: inout ProtobufWriter) { writer.string(self) }
}

/// What arrays that are one value have as elements: strings (a message of its own in Protobuf, in which they are field
/// 1), and bytes (base64 in JSON).
protocol WireArrayElement: Hashable, Sendable {
  /// Whether both arrays are one to a server.
  static func areSame(_ a: [Self], _ b: [Self]) -> Bool
  static func readArray(_ reader: inout JSONReader) -> [Self]
  static func writeArray(_ elements: [Self], _ writer: inout JSONWriter)
  static func readArray(_ reader: inout ProtobufReader) -> [Self]
  static func writeArray(_ elements: [Self], _ writer: inout ProtobufWriter)
  /// The array as JSON, from any decoder.
  static func arrayValue(from decoder: any Decoder) throws -> JSONValue
}

extension Array: WireValue where Element: WireArrayElement {
  func isSame(as other: [Element]) -> Bool { Element.areSame(self, other) }
  static var wireType: UInt8 { 2 }
  static var fallback: [Element] { [] }
  var isZero: Bool { isEmpty }
  static func read(_ reader: inout JSONReader, interned: Bool) -> [Element] { Element.readArray(&reader) }
  func write(_ writer: inout JSONWriter) { Element.writeArray(self, &writer) }
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> [Element]? { Element.readArray(&reader) }
  func write(_ writer: inout ProtobufWriter) { Element.writeArray(self, &writer) }
}

extension String: WireArrayElement {
  static func areSame(_ a: [String], _ b: [String]) -> Bool { a.elementsEqual(b) { $0.hasSameBytes(as: $1) } }

  static func arrayValue(from decoder: any Decoder) throws -> JSONValue {
    .array(try decoder.singleValueContainer().decode([String].self).map { .string($0) })
  }

  static func readArray(_ reader: inout JSONReader) -> [String] {
    var strings: [String] = []
    reader.strings(&strings)
    return strings
  }

  static func writeArray(_ elements: [String], _ writer: inout JSONWriter) {
    writer.begin(UInt8(ascii: "["))
    for value in elements {
      writer.separate()
      writer.string(value)
    }
    writer.end(UInt8(ascii: "]"))
  }

  static func readArray(_ reader: inout ProtobufReader) -> [String] {
    var strings: [String] = []
    reader.message { reader, tag in
      guard tag == 0x0A else { return false }
      reader.strings(&strings, tag)
      return true
    }
    return strings
  }

  static func writeArray(_ elements: [String], _ writer: inout ProtobufWriter) {
    let mark = writer.mark
    for value in elements.reversed() {
      writer.string(value)
      writer.tag(1, 2)
    }
    writer.varint(UInt64(writer.mark - mark))
  }
}

extension UInt8: WireArrayElement {
  static func areSame(_ a: [UInt8], _ b: [UInt8]) -> Bool { a == b }

  static func arrayValue(from decoder: any Decoder) throws -> JSONValue { try String.value(from: decoder) }

  static func readArray(_ reader: inout JSONReader) -> [UInt8] {
    reader.skipSpace()
    guard reader.cursor.pointee == UInt8(ascii: "\"") else {
      reader.failOnType("expected a string")
      return []
    }
    let place = reader.cursor
    let text = reader.scanString()
    if let bytes = Base64.decode(UnsafeBufferPointer(start: text.start, count: text.count)) { return bytes }
    reader.fail(.malformed, "a string that is not base64", at: place)
    return []
  }

  static func writeArray(_ elements: [UInt8], _ writer: inout JSONWriter) { writer.base64(elements) }
  static func readArray(_ reader: inout ProtobufReader) -> [UInt8] { [UInt8](reader.bytes()) }
  static func writeArray(_ elements: [UInt8], _ writer: inout ProtobufWriter) {
    elements.withUnsafeBytes { writer.bytes($0) }
  }
}

/// The standard alphabet of RFC 4648 with padding.
enum Base64 {
  /// Line breaks are passed over, as in Go; nil for anything else that does not belong there.
  static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var digits = 0
    var padding = 0
    for byte in text {
      if byte == 0x0A || byte == 0x0D { continue }
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let digit = value(byte) else { return nil }
      bits = bits << 6 | digit
      digits += 1
      if digits % 4 == 0 {
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits))
      }
    }
    guard (digits + padding) % 4 == 0, padding <= 2, digits % 4 != 1, padding == 0 || digits % 4 != 0 else {
      return nil
    }
    switch digits % 4 {
    case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3:
      bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
    default: break
    }
    return bytes
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}

extension JSONWriter {
  /// Bytes as base64 in quotes.
  mutating func base64(_ bytes: [UInt8]) {
    reserve((bytes.count + 2) / 3 * 4 + 2)
    byte(UInt8(ascii: "\""))
    var index = 0
    while index < bytes.count {
      let rest = bytes.count - index
      let group =
        UInt32(bytes[index]) << 16 | (rest > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
        | (rest > 2 ? UInt32(bytes[index + 2]) : 0)
      byte(Base64.alphabet[Int(group >> 18)])
      byte(Base64.alphabet[Int(group >> 12 & 63)])
      byte(rest > 1 ? Base64.alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "="))
      byte(rest > 2 ? Base64.alphabet[Int(group & 63)] : UInt8(ascii: "="))
      index += 3
    }
    byte(UInt8(ascii: "\""))
  }
}

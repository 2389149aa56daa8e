/// Writes a ``JSONValue`` as text.
enum JSONValueWriter {
  /// Compact text.
  ///
  /// - Throws: ``WireError`` for a number that JSON cannot express.
  static func compact(_ value: JSONValue) throws(WireError) -> [UInt8] {
    var text: [UInt8] = []
    var isExact = true
    write(value, to: &text, indent: nil, isExact: &isExact)
    if !isExact { throw WireError(.unsupported, "JSON has no infinite numbers and no NaN") }
    return text
  }

  /// Text for people, members in the order of their names.
  static func indented(_ value: JSONValue) throws(WireError) -> [UInt8] {
    var text: [UInt8] = []
    var isExact = true
    write(value, to: &text, indent: 0, isExact: &isExact)
    if !isExact { throw WireError(.unsupported, "JSON has no infinite numbers and no NaN") }
    return text
  }

  /// Compact text in which numbers that JSON cannot express are `null`: for descriptions.
  static func lenient(_ value: JSONValue) -> [UInt8] {
    var text: [UInt8] = []
    var isExact = true
    write(value, to: &text, indent: nil, isExact: &isExact)
    return text
  }

  private static func write(_ value: JSONValue, to text: inout [UInt8], indent: Int?, isExact: inout Bool) {
    switch value {
    case .null: text.append(contentsOf: "null".utf8)
    case .bool(let value): text.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): text.append(contentsOf: String(value).utf8)
    case .number(let value):
      if value.isFinite {
        text.append(contentsOf: value.description.utf8)
      } else {
        isExact = false
        text.append(contentsOf: "null".utf8)
      }
    case .string(let value): write(value, to: &text)
    case .array(let elements):
      group(elements, "[", "]", to: &text, indent: indent) { element, text, indent in
        write(element, to: &text, indent: indent, isExact: &isExact)
      }
    case .object(let object):
      group(object, "{", "}", to: &text, indent: indent) { member, text, indent in
        write(member.key, to: &text)
        text.append(UInt8(ascii: ":"))
        if indent != nil { text.append(UInt8(ascii: " ")) }
        write(member.value, to: &text, indent: indent, isExact: &isExact)
      }
    }
  }

  private static func group<Elements: Collection>(
    _ elements: Elements, _ open: Unicode.Scalar, _ close: Unicode.Scalar, to text: inout [UInt8], indent: Int?,
    _ write: (Elements.Element, inout [UInt8], Int?) -> Void
  ) {
    text.append(UInt8(ascii: open))
    let inner = indent.map { $0 + 2 }
    var isFirst = true
    for element in elements {
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      if let inner { newLine(inner, &text) }
      write(element, &text, inner)
    }
    if let indent, !isFirst { newLine(indent, &text) }
    text.append(UInt8(ascii: close))
  }

  private static func newLine(_ indent: Int, _ text: inout [UInt8]) {
    text.append(UInt8(ascii: "\n"))
    text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  /// A quoted string; control characters, quotes and backslashes escaped.
  static func write(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        text.append(UInt8(ascii: "\\"))
        text.append(byte)
      case 0x0A: text.append(contentsOf: "\\n".utf8)
      case 0x0D: text.append(contentsOf: "\\r".utf8)
      case 0x09: text.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let hex = Array("0123456789abcdef".utf8)
        text.append(contentsOf: "\\u00".utf8)
        text.append(hex[Int(byte >> 4)])
        text.append(hex[Int(byte & 15)])
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}

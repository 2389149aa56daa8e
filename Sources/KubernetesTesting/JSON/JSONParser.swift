import KubernetesCore

/// Text that is not JSON, in the words of Go's decoder.
struct JSONSyntaxError: Error, Equatable {
  var message: String
}

/// Reads one JSON document.
///
/// Nesting is limited, numbers that fit are 64-bit integers, invalid UTF-8 is repaired, as Go's decoder does it. A key
/// that occurs twice keeps its last value and is reported.
struct JSONParser: ~Copyable {
  /// Go's decoder allows 10,000; the limit here keeps the recursion within a small stack.
  static let maximumDepth = 512
  /// What the server has written itself may be deeper: who owns a field is noted four levels below the field's own.
  static let storedDepth = 1024

  private let limit: Int
  private let base: UnsafeRawBufferPointer
  private var at = 0
  private var path: [String] = []
  private var tracksPaths: Bool
  /// The paths of keys that occurred twice in one object.
  private(set) var duplicates: [String] = []

  /// Parses a whole document of at most so many levels. `duplicates` gets the paths of repeated keys.
  static func parse(
    _ bytes: Bytes, depth: Int = maximumDepth, duplicates: inout [String]
  ) throws(JSONSyntaxError) -> JSON {
    try bytes.withUnsafeBytes { (buffer) throws(JSONSyntaxError) -> JSON in
      var parser = JSONParser(buffer, tracksPaths: true, depth)
      let value = try parser.document()
      duplicates = parser.duplicates
      return value
    }
  }

  /// Parses a whole document of at most so many levels.
  static func parse(_ bytes: Bytes, depth: Int = maximumDepth) throws(JSONSyntaxError) -> JSON {
    try bytes.withUnsafeBytes { (buffer) throws(JSONSyntaxError) -> JSON in
      var parser = JSONParser(buffer, tracksPaths: false, depth)
      return try parser.document()
    }
  }

  /// Parses text.
  static func parse(_ text: String) throws(JSONSyntaxError) -> JSON { try parse(Bytes(text)) }

  /// The memory must outlive the parser; the callers above hold it.
  private init(_ base: UnsafeRawBufferPointer, tracksPaths: Bool, _ limit: Int) {
    self.base = base
    self.limit = limit
    self.tracksPaths = tracksPaths
  }

  private mutating func document() throws(JSONSyntaxError) -> JSON {
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    if at < base.count { throw invalid("after top-level value") }
    return value
  }

  private mutating func skipSpace() {
    while at < base.count, base[at] == 0x20 || (base[at] >= 0x09 && base[at] <= 0x0D && base[at] != 0x0B) { at += 1 }
  }

  private func invalid(_ context: String) -> JSONSyntaxError {
    guard at < base.count else { return JSONSyntaxError(message: "unexpected end of JSON input") }
    let byte = base[at]
    let shown =
      byte == 0x27
      ? "'\\''" : byte >= 0x20 && byte < 0x7F ? "'\(Character(Unicode.Scalar(byte)))'" : "'\\x\(hex(byte))'"
    return JSONSyntaxError(message: "invalid character \(shown) \(context)")
  }

  private func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSON {
    guard depth < limit else { throw JSONSyntaxError(message: "exceeded max depth") }
    guard at < base.count else { throw invalid("") }
    switch base[at] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw invalid("looking for beginning of value")
    }
  }

  private mutating func literal(_ text: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
    for index in 0..<text.utf8CodeUnitCount {
      guard at < base.count, base[at] == text.utf8Start[index] else {
        let wanted = Character(Unicode.Scalar(text.utf8Start[index]))
        throw invalid("in literal \(text) (expecting '\(wanted)')")
      }
      at += 1
    }
    return value
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSON {
    at += 1
    var object = JSONObject()
    var seen: Set<String>?
    skipSpace()
    if at < base.count, base[at] == UInt8(ascii: "}") {
      at += 1
      return .object(object)
    }
    while true {
      skipSpace()
      guard at < base.count, base[at] == UInt8(ascii: "\"") else {
        throw invalid("looking for beginning of object key string")
      }
      let key = try string()
      skipSpace()
      guard at < base.count, base[at] == UInt8(ascii: ":") else { throw invalid("after object key") }
      at += 1
      skipSpace()
      if tracksPaths { path.append(key) }
      let value = try value(depth: depth + 1)
      let isRepeated: Bool
      if object.count >= 16 {
        if seen == nil { seen = Set(object.keys) }
        isRepeated = seen?.insert(key).inserted == false
      } else {
        isRepeated = object[key] != nil
      }
      if isRepeated {
        if tracksPaths, duplicates.count < 64 { duplicates.append(Self.text(of: path)) }
        object[key] = value
      } else {
        object.appendUnchecked(key, value)
      }
      if tracksPaths { path.removeLast() }
      skipSpace()
      guard at < base.count else { throw invalid("") }
      if base[at] == UInt8(ascii: ",") {
        at += 1
      } else if base[at] == UInt8(ascii: "}") {
        at += 1
        return .object(object)
      } else {
        throw invalid("after object key:value pair")
      }
    }
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSON {
    at += 1
    var list: [JSON] = []
    skipSpace()
    if at < base.count, base[at] == UInt8(ascii: "]") {
      at += 1
      return .array(list)
    }
    while true {
      skipSpace()
      if tracksPaths { path.append("[\(list.count)]") }
      list.append(try value(depth: depth + 1))
      if tracksPaths { path.removeLast() }
      skipSpace()
      guard at < base.count else { throw invalid("") }
      if base[at] == UInt8(ascii: ",") {
        at += 1
      } else if base[at] == UInt8(ascii: "]") {
        at += 1
        return .array(list)
      } else {
        throw invalid("after array element")
      }
    }
  }

  static func text(of path: [String]) -> String {
    path.reduce(into: "") { text, part in text += part.hasPrefix("[") || text.isEmpty ? part : "." + part }
  }
}

extension JSONParser {
  private mutating func string() throws(JSONSyntaxError) -> String {
    at += 1
    let start = at
    while at < base.count {
      let byte = base[at]
      if byte == UInt8(ascii: "\"") {
        let text = String(decoding: UnsafeRawBufferPointer(rebasing: base[start..<at]), as: UTF8.self)
        at += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      if byte < 0x20 { throw invalid("in string literal") }
      at += 1
    }
    throw invalid("")
  }

  private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
    var bytes = [UInt8](base[start..<at])
    while at < base.count {
      let byte = base[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &bytes)
      case 0..<0x20:
        at -= 1
        throw invalid("in string literal")
      default: bytes.append(byte)
      }
    }
    throw invalid("")
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(JSONSyntaxError) {
    guard at < base.count else { throw invalid("") }
    let byte = base[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "f"): bytes.append(12)
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if code & 0xFC00 == 0xD800, at + 1 < base.count, base[at] == UInt8(ascii: "\\"), base[at + 1] == UInt8(ascii: "u")
      {
        let before = at
        at += 2
        let low = try hexadecimal()
        if low & 0xFC00 == 0xDC00 { code = 0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF) } else { at = before }
      }
      bytes.append(contentsOf: String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
    default:
      at -= 1
      throw invalid("in string escape code")
    }
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard at < base.count, let digit = Character(Unicode.Scalar(base[at])).hexDigitValue else {
        throw invalid("in \\u hexadecimal character escape")
      }
      code = code << 4 | UInt32(digit)
      at += 1
    }
    return code
  }

  private mutating func digits(_ context: String) throws(JSONSyntaxError) {
    guard at < base.count, base[at] >= 0x30, base[at] <= 0x39 else { throw invalid(context) }
    while at < base.count, base[at] >= 0x30, base[at] <= 0x39 { at += 1 }
  }

  private mutating func number() throws(JSONSyntaxError) -> JSON {
    let start = at
    if base[at] == UInt8(ascii: "-") { at += 1 }
    if at < base.count, base[at] == UInt8(ascii: "0") { at += 1 } else { try digits("in numeric literal") }
    var isInteger = true
    if at < base.count, base[at] == UInt8(ascii: ".") {
      isInteger = false
      at += 1
      try digits("after decimal point in numeric literal")
    }
    if at < base.count, base[at] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      at += 1
      if at < base.count, base[at] == UInt8(ascii: "+") || base[at] == UInt8(ascii: "-") { at += 1 }
      try digits("in exponent of numeric literal")
    }
    let text = String(decoding: UnsafeRawBufferPointer(rebasing: base[start..<at]), as: UTF8.self)
    if isInteger, let value = Int64(text) { return .int(value) }
    guard let value = Double(text), value.isFinite else {
      throw JSONSyntaxError(message: "cannot unmarshal number \(text) into Go value of type float64")
    }
    return .double(value)
  }
}

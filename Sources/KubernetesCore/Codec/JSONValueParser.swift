/// Reads a ``JSONValue``: strict grammar, valid UTF-8, bounded depth.
struct JSONValueParser {
  private let bytes: Bytes
  private let base: UnsafeRawPointer
  private let end: Int
  private let context: DecodingContext
  private var position = 0
  private var depth = 0
  /// Members and elements of the containers that are being read, so that each container is allocated once, in its size.
  private var members: [JSONObject.Member] = []
  private var elements: [JSONValue] = []

  init(_ bytes: Bytes, _ context: DecodingContext) {
    self.bytes = bytes
    self.context = context
    base = bytes.start  // alive as long as `bytes`
    end = bytes.count
  }

  /// The value that fills the bytes.
  mutating func parse() throws(WireError) -> JSONValue {
    let value = try value()
    skipSpace()
    if position < end { throw failure("there is data behind the value") }
    return value
  }

  private var next: UInt8 {
    // Behind the end lies readable padding of zeros, which begin no value.
    base.load(fromByteOffset: position, as: UInt8.self)
  }

  private mutating func skipSpace() {
    while position < end, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { position += 1 }
  }

  private func failure(_ message: String, at offset: Int? = nil) -> WireError {
    position >= end
      ? WireError(.truncated, "the JSON ends early", offset: end)
      : WireError(.malformed, message, offset: offset ?? position)
  }

  private mutating func value() throws(WireError) -> JSONValue {
    skipSpace()
    guard position < end else { throw failure("") }
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: return try number()
    }
  }

  private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(WireError) -> JSONValue {
    let count = text.utf8CodeUnitCount
    guard end - position >= count, bytes[position..<(position + count)].isEqual(to: text) else {
      throw failure("not a value")
    }
    position += count
    return value
  }

  private mutating func enter() throws(WireError) {
    depth += 1
    position += 1
    if depth > context.maximumDepth {
      throw WireError(.tooDeep, "nested deeper than \(context.maximumDepth)", offset: position)
    }
  }

  private mutating func object() throws(WireError) -> JSONValue {
    try enter()
    let mark = members.count
    skipSpace()
    if next == UInt8(ascii: "}"), position < end {
      position += 1
    } else {
      while true {
        skipSpace()
        guard next == UInt8(ascii: "\"") else { throw failure("expected a member's name") }
        let key = try string()
        skipSpace()
        guard next == UInt8(ascii: ":") else { throw failure("expected a colon") }
        position += 1
        let value: JSONValue
        do { value = try self.value() } catch { throw error.below(key) }
        members.append(JSONObject.Member(key: key, value: value))
        if try !separator(or: UInt8(ascii: "}")) { break }
      }
    }
    depth -= 1
    let object = JSONObject(unordered: Array(members[mark...]))
    members.removeSubrange(mark...)
    return .object(object)
  }

  private mutating func array() throws(WireError) -> JSONValue {
    try enter()
    let mark = elements.count
    skipSpace()
    if next == UInt8(ascii: "]"), position < end {
      position += 1
    } else {
      while true {
        let value: JSONValue
        do { value = try self.value() } catch { throw error.below("[\(elements.count - mark)]") }
        elements.append(value)
        if try !separator(or: UInt8(ascii: "]")) { break }
      }
    }
    depth -= 1
    let array = Array(elements[mark...])
    elements.removeSubrange(mark...)
    return .array(array)
  }

  /// True after a comma, false after the closing bracket.
  private mutating func separator(or close: UInt8) throws(WireError) -> Bool {
    skipSpace()
    guard position < end, next == UInt8(ascii: ",") || next == close else {
      throw failure("expected a comma or a closing bracket")
    }
    defer { position += 1 }
    return next != close
  }

  private mutating func string() throws(WireError) -> String {
    let start = position + 1
    var at = start
    var isASCII = true
    while true {
      // Bytes behind the end are zeros, which are control characters.
      let byte = base.load(fromByteOffset: at, as: UInt8.self)
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      if byte < 0x20 {
        position = at
        throw failure("a string holds a control character")
      }
      if byte >= 0x80 { isASCII = false }
      at += 1
    }
    position = at + 1
    let content = UnsafeRawBufferPointer(start: base + start, count: at - start)
    if isASCII { return context.strings.string(content) }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw WireError(.encoding, "a string is not UTF-8", offset: start)
    }
    return text
  }

  private mutating func escapedString(from start: Int) throws(WireError) -> String {
    var at = start
    while true {
      let byte = base.load(fromByteOffset: at, as: UInt8.self)
      if byte < 0x20 {
        position = at
        throw failure("a string holds a control character")
      }
      if byte == UInt8(ascii: "\"") { break }
      at += byte == UInt8(ascii: "\\") ? 2 : 1
      if at >= end {
        position = end
        throw failure("")
      }
    }
    let window = bytes[(start - 1)..<(at + 1)]
    guard String(validating: UnsafeRawBufferPointer(start: base + start, count: at - start), as: UTF8.self) != nil else {
      throw WireError(.encoding, "a string is not UTF-8", offset: start)
    }
    do {
      let text = try window.jsonString()
      position = at + 1
      return text
    } catch {
      throw WireError(.malformed, "a string holds an escape that is none", offset: start)
    }
  }

  private mutating func number() throws(WireError) -> JSONValue {
    let start = position
    var isInteger = true
    if next == UInt8(ascii: "-") { position += 1 }
    let digits = position
    skipDigits()
    guard position > digits, position - digits == 1 || base.load(fromByteOffset: digits, as: UInt8.self) != UInt8(ascii: "0")
    else {
      position = start
      throw failure("not a value")
    }
    if next == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      let fraction = position
      skipDigits()
      if position == fraction { throw failure("a number lacks digits") }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      isInteger = false
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      let exponent = position
      skipDigits()
      if position == exponent { throw failure("a number lacks digits") }
    }
    let text = String(decoding: UnsafeRawBufferPointer(start: base + start, count: position - start), as: UTF8.self)
    if isInteger, let value = Int64(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else {
      throw WireError(.outOfRange, "a number is too large: \(text.prefix(40))", offset: start)
    }
    return .number(value)
  }

  private mutating func skipDigits() {
    while next >= UInt8(ascii: "0"), next <= UInt8(ascii: "9") { position += 1 }
  }
}

extension WireError {
  /// The same failure, seen from one step further up.
  func below(_ step: String) -> WireError {
    var error = self
    error.path = path.isEmpty ? step : path.hasPrefix("[") ? step + path : "\(step).\(path)"
    return error
  }
}

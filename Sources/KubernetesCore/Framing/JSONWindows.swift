/// Finds the members of an object and the elements of an array as windows of the text, without reading their values:
/// what a watch frame or a list needs to hand each object to its own decoder.
///
/// It checks brackets, strings and separators; the decoder of each window checks the rest.
package struct JSONWindows: Sendable {
  private let bytes: Bytes
  private var position: Int
  private let maximumDepth: Int
  private var isFirst = true

  /// Begins at the object or array that fills `bytes`.
  package init(_ bytes: Bytes, maximumDepth: Int = 512) throws {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
    position = 0
    skipSpace()
    guard let byte = peek(), byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
      throw WireError(.typeMismatch, "expected an object or an array", offset: position)
    }
    position += 1
  }

  /// The next member's name (without escapes undone) and the window of its value; nil behind the last one.
  package mutating func nextMember() throws -> (name: Bytes, value: Bytes)? {
    guard try advance(to: UInt8(ascii: "}")) else { return nil }
    guard peek() == UInt8(ascii: "\"") else { throw error("expected a member's name") }
    let start = position
    try skipString()
    let name = bytes[(start + 1)..<(position - 1)]
    skipSpace()
    guard peek() == UInt8(ascii: ":") else { throw error("expected a colon") }
    position += 1
    return (name, try nextValue())
  }

  /// The window of the next element; nil behind the last one.
  package mutating func nextElement() throws -> Bytes? {
    guard try advance(to: UInt8(ascii: "]")) else { return nil }
    return try nextValue()
  }

  /// Where the next value begins.
  package var offset: Int { position }

  private mutating func nextValue() throws -> Bytes {
    skipSpace()
    let start = position
    try skipValue()
    return bytes[start..<position]
  }

  /// Passes the separator; false at the closing bracket, behind which nothing may follow.
  private mutating func advance(to close: UInt8) throws -> Bool {
    skipSpace()
    guard let byte = peek() else { throw WireError(.truncated, "the JSON ends early", offset: position) }
    if byte == close {
      position += 1
      skipSpace()
      if position < bytes.count { throw error("there is data behind the value") }
      return false
    }
    if isFirst {
      isFirst = false
      return true
    }
    guard byte == UInt8(ascii: ",") else { throw error("expected a comma") }
    position += 1
    skipSpace()
    return true
  }

  private func peek() -> UInt8? {
    position < bytes.count ? bytes.start.load(fromByteOffset: position, as: UInt8.self) : nil
  }

  private func error(_ message: String) -> WireError {
    position < bytes.count
      ? WireError(.malformed, message, offset: position)
      : WireError(.truncated, "the JSON ends early", offset: position)
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// From the opening quote to behind the closing one, eight bytes at a time; the padding of ``Bytes`` makes reading
  /// across the end safe.
  private mutating func skipString() throws {
    let base = bytes.start
    var at = position + 1
    while at < bytes.count {
      let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let found = WordScan.zeroes(word ^ WordScan.repeated(0x22)) | WordScan.zeroes(word ^ WordScan.repeated(0x5C))
      if found == 0 {
        at += 8
        continue
      }
      at += found.trailingZeroBitCount / 8
      guard at < bytes.count else { break }
      if base.load(fromByteOffset: at, as: UInt8.self) == UInt8(ascii: "\"") {
        position = at + 1
        return
      }
      at += 2
    }
    position = bytes.count
    throw error("")
  }

  private mutating func skipValue() throws {
    guard let first = peek() else { throw error("") }
    switch first {
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): try skipNested()
    default: try skipScalar()
    }
  }

  private mutating func skipScalar() throws {
    let start = position
    while let byte = peek(), byte > 0x20, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}"),
      byte != UInt8(ascii: "]")
    {
      position += 1
    }
    if position == start { throw error("expected a value") }
  }

  private mutating func skipNested() throws {
    var depth = 0
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        try skipString()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth > maximumDepth { throw WireError(.tooDeep, "nested deeper than \(maximumDepth)", offset: position) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
      default: break
      }
      position += 1
      if depth == 0 { return }
    }
    throw error("")
  }
}

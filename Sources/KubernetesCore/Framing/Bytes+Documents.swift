/// What can be told of JSON text at a glance, without following its brackets.
extension Bytes {
  /// Whether text without white space at its ends is an object, and nothing looks as if another one began in it.
  var isDocument: Bool {
    let hasBraces = withUnsafeBytes {
      $0.count > 1 && $0.first == UInt8(ascii: "{") && $0.last == UInt8(ascii: "}")
    }
    return hasBraces && !hasSeam
  }

  /// Whether text without white space at its beginning begins with an object.
  var isObject: Bool { withUnsafeBytes { $0.first == UInt8(ascii: "{") } }

  /// False when no document's end is in here. What is true may be wrong: a text inside of the document may look like one.
  var mayEndDocument: Bool {
    withUnsafeBytes { $0.last { $0 > 0x20 } } == UInt8(ascii: "}") || hasSeam
  }

  /// Whether a closing brace is followed by white space or an opening brace. In between two documents it always is;
  /// inside of one only in texts, and where it is indented.
  private var hasSeam: Bool {
    withUnsafeBytes { bytes in
      var index = 0
      // Eight bytes at a time, and the one behind them.
      while index + 8 < bytes.count {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        // The high bit of every byte that is a closing brace.
        let other = word ^ Self.braces
        var found = ~(((other & Self.lowBits) &+ Self.lowBits) | other | Self.lowBits)
        while found != 0 {
          if Self.beginsAnew(bytes[index + found.trailingZeroBitCount / 8 + 1]) { return true }
          found &= found &- 1
        }
        index += 8
      }
      while index + 1 < bytes.count {
        if bytes[index] == UInt8(ascii: "}"), Self.beginsAnew(bytes[index + 1]) { return true }
        index += 1
      }
      return false
    }
  }

  private static var braces: UInt64 { 0x7D7D_7D7D_7D7D_7D7D }
  private static var lowBits: UInt64 { 0x7F7F_7F7F_7F7F_7F7F }

  private static func beginsAnew(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte <= 0x20 }
}

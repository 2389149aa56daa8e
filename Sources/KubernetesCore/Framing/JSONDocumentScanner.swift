/// Follows brackets and strings through a JSON document to find its end, without reading values.
struct JSONDocumentScanner: Sendable {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// Reads on from `start` to the end of `bytes`; true when every bracket that was opened is closed again.
  mutating func scan(_ bytes: Bytes, from start: Int) -> Bool {
    bytes.withUnsafeBytes { bytes in
      for byte in bytes[start...] {
        if isEscaped {
          isEscaped = false
        } else if isInString {
          if byte == UInt8(ascii: "\\") { isEscaped = true }
          if byte == UInt8(ascii: "\"") { isInString = false }
        } else {
          switch byte {
          case UInt8(ascii: "\""): isInString = true
          case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
          default: break
          }
        }
      }
    }
    return depth <= 0 && !isInString
  }
}

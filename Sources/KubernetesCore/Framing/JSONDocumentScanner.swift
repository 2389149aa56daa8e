/// Follows brackets and strings through a JSON document to find its end, without reading values.
struct JSONDocumentScanner: Sendable {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// Reads on; returns the place behind the bracket that closes the document, or nil when `bytes` end before it.
  mutating func end(in bytes: Bytes) -> Int? {
    bytes.withUnsafeBytes { bytes in
      for (index, byte) in bytes.enumerated() {
        if isEscaped {
          isEscaped = false
        } else if isInString {
          if byte == UInt8(ascii: "\\") { isEscaped = true }
          if byte == UInt8(ascii: "\"") { isInString = false }
        } else {
          switch byte {
          case UInt8(ascii: "\""): isInString = true
          case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            if depth <= 0 { return index + 1 }
          default: break
          }
        }
      }
      return nil
    }
  }
}

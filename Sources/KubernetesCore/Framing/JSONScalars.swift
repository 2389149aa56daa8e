extension Bytes {
  /// The text of a window that holds one JSON string, escapes undone.
  ///
  /// - Throws: ``WireError`` for anything else, and for text that is not UTF-8.
  package func jsonString() throws(WireError) -> String {
    try withUnsafeBytes { bytes throws(WireError) in
      guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else {
        throw WireError(.typeMismatch, "expected a string")
      }
      let inner = UnsafeRawBufferPointer(rebasing: bytes[1..<(bytes.count - 1)])
      // Most strings are plain, and need nothing that must be made first.
      if inner.allSatisfy({ (0x20..<0x80).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
        return String(decoding: inner, as: UTF8.self)
      }
      var reader = JSONReader(bytes, context: DecodingContext(sharing: .none))
      let text = reader.string(interned: false)
      reader.finish()
      if let failure = reader.failure { throw WireError(failure.code, failure.message.description) }
      return text
    }
  }

  /// The number in a window that holds one JSON integer.
  package func jsonInteger() throws -> Int64 {
    guard let number = Int64(text) else { throw WireError(.typeMismatch, "expected an integer") }
    return number
  }

  /// True for a window that holds `null`.
  package var isJSONNull: Bool { isEqual(to: "null") }
}

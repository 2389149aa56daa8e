extension JSONValue {
  /// Reads the value that fills `bytes`.
  ///
  /// Strict: no comments, no trailing commas, valid UTF-8. Of two members with one name the last one counts, as in the
  /// API server.
  ///
  /// - Throws: ``WireError`` with the path and the byte offset.
  public init(json bytes: Bytes, context: DecodingContext = DecodingContext(sharing: .strings)) throws(WireError) {
    let bytes = bytes.endingInItself
    var reader = JSONReader(bytes, context: context)
    self = reader.value()
    reader.finish()
    defer { withExtendedLifetime(bytes) {} }
    try reader.check()
  }

  /// Reads the value in a text.
  public init(json text: String) throws(WireError) { try self.init(json: Bytes(text)) }

  /// The compact text, members in the order of their names.
  ///
  /// - Throws: ``WireError`` for a number that JSON cannot express.
  public func jsonBytes() throws(WireError) -> [UInt8] { try encodedJSON().array }

  /// The compact text without a copy of it.
  package func encodedJSON() throws(WireError) -> Bytes {
    var writer = JSONWriter()
    writer.value(self)
    return try writer.finish()
  }

  /// The text for people, two spaces a level.
  public func indentedJSON() throws(WireError) -> String {
    var writer = JSONWriter(layout: .indented)
    writer.value(self)
    return String(decoding: try writer.finishArray(), as: UTF8.self)
  }
}

extension JSONValue: WireCodable {
  /// JSON only.
  public static var wireFormats: [WireFormat] { [.json] }

  /// Reads JSON.
  public init(wire bytes: Bytes, format: WireFormat, context: DecodingContext) throws {
    guard format == .json else { throw WireError(.unsupported, "any JSON value can be read from JSON only") }
    try self.init(json: bytes, context: context)
  }

  /// Writes JSON.
  public func wireBytes(format: WireFormat) throws -> [UInt8] { try encoded(format: format).array }

  /// Writes JSON without a copy of it.
  public func encoded(format: WireFormat) throws -> Bytes {
    guard format == .json else { throw WireError(.unsupported, "any JSON value can be written as JSON only") }
    return try encodedJSON()
  }
}

extension Bytes {
  /// These bytes; a copy, if they end with a digit and other bytes of the storage follow, with which a number could go on.
  ///
  /// A reader of JSON does not look for the end of its window within a number. Any other value has an end of its own.
  fileprivate var endingInItself: Bytes {
    withUnsafeBytes { bytes in
      guard let last = bytes.last, last &- 0x30 <= 9, let start = bytes.baseAddress else { return self }
      // Behind every window lie bytes that may be read; behind that of a whole storage they are zero.
      return start.load(fromByteOffset: count, as: UInt8.self) == 0 ? self : Bytes(bytes)
    }
  }
}

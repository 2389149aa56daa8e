/// A JSON value that is kept as it was written and read only when asked for: a `RawExtension`, the field set of a
/// managed fields entry, a default of a schema.
///
/// Copying costs one retain. Equality and hash go by the bytes, so `{"a":1}` and `{ "a": 1 }` are different.
public struct RawJSON: Hashable, Sendable {
  /// The text: one valid JSON value.
  public let bytes: [UInt8]

  /// Takes bytes that are known to be one valid value.
  init(valid bytes: [UInt8]) { self.bytes = bytes }

  /// Checks that the bytes are one JSON value, and keeps them.
  ///
  /// - Throws: ``WireError`` with path and offset.
  public init(checking bytes: some Sequence<UInt8>) throws(WireError) {
    let bytes = Bytes(bytes)
    let context = DecodingContext(sharing: .none)
    var reader = JSONReader(bytes, context: context)
    reader.passValue()
    reader.finish()
    try reader.check()
    self.bytes = bytes.array
  }

  /// Writes a value.
  ///
  /// - Throws: ``WireError`` for a number that JSON does not have.
  public init(_ value: JSONValue) throws(WireError) { bytes = try value.jsonBytes() }

  /// Reads the value; costs a parse at every call.
  public func value() throws(WireError) -> JSONValue { try JSONValue(json: Bytes(bytes)) }

  /// The text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension RawJSON: CustomStringConvertible {
  /// The text.
  public var description: String { text }
}

extension RawJSON: Codable {
  /// Reads any value.
  public init(from decoder: any Decoder) throws { try self.init(JSONValue(from: decoder)) }

  /// Writes the value, not its text.
  public func encode(to encoder: any Encoder) throws { try value().encode(to: encoder) }
}

/// A value that is read and written as a whole.
protocol WireValue: Hashable, Sendable {
  /// The Protobuf wire type.
  static var wireType: UInt8 { get }
  /// What an element is that could not be read.
  static var fallback: Self { get }
  /// What says "nothing" in Protobuf, where it is always written.
  var isZero: Bool { get }
  /// Whether both are one to a server: as `==`, but texts by their bytes.
  func isSame(as other: Self) -> Bool

  static func read(_ reader: inout JSONReader, interned: Bool) -> Self
  func write(_ writer: inout JSONWriter)
  /// Reads the value behind a tag; nil if what is there means nothing.
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> Self?
  /// Writes the value without a tag.
  func write(_ writer: inout ProtobufWriter)

  /// What a field of this type may hold, as JSON, from any decoder.
  static func value(from decoder: any Decoder) throws -> JSONValue
}

extension WireValue {
  func isSame(as other: Self) -> Bool { self == other }

  /// Reads an element of an array or a map's value: as in Go, `null` is the value that says nothing.
  static func readElement(_ reader: inout JSONReader) -> Self {
    reader.nextIsNull() ? fallback : read(&reader, interned: true)
  }
}

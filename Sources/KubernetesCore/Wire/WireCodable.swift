/// A value that can be read from and written to the API server's wire formats.
public protocol WireCodable: Sendable {
  /// The formats it can be read from and written in, the preferred one first; never empty.
  static var wireFormats: [WireFormat] { get }

  /// Reads one value that fills `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: The encoded value, without a watch frame around it; for Protobuf with the envelope.
  ///   - format: One of ``wireFormats``.
  ///   - context: Limits, and what is shared between the values of one list or watch.
  /// - Throws: ``WireError`` naming the path and the byte offset.
  init(wire bytes: Bytes, format: WireFormat, context: DecodingContext) throws

  /// Writes the value.
  func wireBytes(format: WireFormat) throws -> [UInt8]

  /// Writes the value as ``Bytes``. Types that can write without a copy of the result do; the default copies.
  func encoded(format: WireFormat) throws -> Bytes
}

extension WireCodable {
  /// Copies ``wireBytes(format:)``.
  public func encoded(format: WireFormat) throws -> Bytes { Bytes(try wireBytes(format: format)) }
}

extension Model {
  /// JSON and Protobuf.
  public static var wireFormats: [WireFormat] { [.protobuf, .json] }

  /// Reads one value that fills `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: JSON, or Protobuf with or without the envelope. `apiVersion` and `kind`, where they are given, must be
  ///     those of the type.
  ///   - format: How it is encoded.
  ///   - context: Limits, and what is shared between the values of one list or watch.
  /// - Throws: ``WireError`` with the path, for JSON, and the byte offset.
  public init(wire bytes: Bytes, format: WireFormat, context: DecodingContext) throws {
    try Self.check(format)
    self.init()
    switch format {
    case .json: try read(json: bytes, context)
    case .protobuf: try read(protobuf: bytes, context)
    }
  }

  /// Reads the JSON object at the beginning of `bytes`.
  ///
  /// - Returns: The value and how long its text is; nil if the object cannot be read, or does not end within `bytes`.
  package static func leading(_ bytes: Bytes, context: DecodingContext) -> (value: Self, count: Int)? {
    var value = Self()
    var reader = JSONReader(bytes, context: context)
    value.withMutableFields { fieldTable.read(&reader, $0) }
    defer { withExtendedLifetime(bytes) {} }
    // What is no object, such as `null`, may go on behind the end.
    guard reader.isSound, reader.hasPassedObject else { return nil }
    return (value, reader.offset)
  }

  /// Writes the value: `kind` and `apiVersion` first, what is not set not at all.
  ///
  /// - Throws: ``WireError`` for a number that JSON does not have, and for a format that the type does not have.
  public func wireBytes(format: WireFormat) throws -> [UInt8] { try encoded(format: format).array }

  /// Writes the value without copying it once more.
  ///
  /// - Throws: ``WireError`` as ``wireBytes(format:)`` does.
  public func encoded(format: WireFormat) throws(WireError) -> Bytes { try encoded(format: format, sizeHint: 1_024) }

  /// The same; `sizeHint` avoids growth where the size is about known.
  public func encoded(format: WireFormat, sizeHint: Int) throws(WireError) -> Bytes {
    try Self.check(format)
    switch format {
    case .json:
      var writer = JSONWriter(capacity: sizeHint)
      withTopFields { Self.fieldTable.write(&writer, $0, isTop: true) }
      return try writer.finish()
    case .protobuf:
      var writer = ProtobufWriter(capacity: sizeHint)
      withTopFields { Self.fieldTable.write(&writer, $0) }
      ProtobufEnvelope.close(&writer, Self.fieldTable.typeMeta)
      return writer.finish()
    }
  }

  /// Custom resources have no Protobuf form: an empty message must not pass for one.
  private static func check(_ format: WireFormat) throws(WireError) {
    if format == .protobuf, !wireFormats.contains(.protobuf) {
      throw WireError(.unsupported, "\(fieldTable.typeName) has no Protobuf form, only JSON")
    }
  }

  /// `withFields` for closures that change a writer.
  private func withTopFields(_ body: (UnsafeRawPointer) -> Void) { withFields(body) }

  private mutating func read(json bytes: Bytes, _ context: DecodingContext) throws(WireError) {
    var reader = JSONReader(bytes, context: context)
    withMutableFields { fields in
      if reader.nextIsNull() { reader.fail(.typeMismatch, "expected an object") }
      Self.fieldTable.read(&reader, fields)
    }
    reader.finish()
    defer { withExtendedLifetime(bytes) {} }
    try reader.check()
  }

  private mutating func read(protobuf bytes: Bytes, _ context: DecodingContext) throws(WireError) {
    var message = bytes
    var start = 0
    if let envelope = try ProtobufEnvelope.open(bytes, context: context) {
      try Self.check(envelope)
      message = bytes[envelope.object]
      start = envelope.object.lowerBound
    }
    var reader = ProtobufReader(message, context: context)
    withMutableFields { Self.fieldTable.read(&reader, $0) }
    reader.finish()
    defer { withExtendedLifetime(bytes) {} }
    if let failure = reader.failure {
      throw WireError(failure.code, failure.message.description, offset: start + failure.offset)
    }
  }

  private static func check(_ envelope: ProtobufEnvelope.Contents) throws(WireError) {
    guard let typeMeta = fieldTable.typeMeta else { return }
    if !envelope.kind.isEmpty, !typeMeta.accepts("kind", envelope.kind) {
      throw WireError(.typeMismatch, "expected a \(typeMeta.kind), found a \(envelope.kind)", path: "kind")
    }
    if !envelope.apiVersion.isEmpty, !typeMeta.accepts("apiVersion", envelope.apiVersion) {
      throw WireError(
        .typeMismatch, "expected the version \(typeMeta.apiVersion), found \(envelope.apiVersion)", path: "apiVersion")
    }
  }
}

extension WireCodable where Self: Model {
  /// Writes the value without copying it once more.
  ///
  /// - Throws: ``WireError`` as ``Model/wireBytes(format:)`` does.
  public func encoded(format: WireFormat) throws(WireError) -> Bytes { try encoded(format: format, sizeHint: 1_024) }
}

extension Model {
  /// Reads from any decoder: a bridge, slower by far than ``init(wire:format:context:)``.
  ///
  /// What a scalar means is asked for by the type of its field, so that a YAML decoder reads `1.10` as a text where a
  /// text is expected. Of an int-or-string a quoted number is a text.
  public init(from decoder: any Decoder) throws {
    let value = try Self.fieldTable.value(from: decoder)
    do {
      try self.init(wire: Bytes(value.jsonBytes()), format: .json, context: DecodingContext(sharing: .none))
    } catch let error as WireError {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: error.description, underlyingError: error))
    }
  }

  /// Writes to any encoder: a bridge, slower by far than ``wireBytes(format:)``.
  public func encode(to encoder: any Encoder) throws {
    try JSONValue(json: encoded(format: .json), context: DecodingContext(sharing: .none)).encode(to: encoder)
  }
}

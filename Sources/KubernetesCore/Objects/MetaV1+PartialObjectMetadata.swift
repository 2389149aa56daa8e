extension MetaV1.PartialObjectMetadata {
  /// Reads the metadata of an object of any kind.
  ///
  /// Whole objects are accepted too, from servers that do not know the partial form: everything but the metadata is
  /// passed over without being read.
  ///
  /// - Throws: ``WireError``; with the code `typeMismatch` for something that has no metadata.
  public init(wire bytes: Bytes, format: WireFormat, context: DecodingContext) throws {
    if bytes.count > context.limits.maximumSize {
      throw WireError(.tooLarge, "larger than \(context.limits.maximumSize) bytes")
    }
    guard let metadata = try Self.metadata(in: bytes, format, context.limits) else {
      throw WireError(.typeMismatch, "an object without metadata", path: "metadata")
    }
    do {
      self.init(metadata: try MetaV1.ObjectMeta(wire: metadata, format: format, context: context))
    } catch var error as WireError {
      // It speaks of the part; the caller has the whole.
      error.path = error.path.isEmpty ? "metadata" : "metadata.\(error.path)"
      error.offset = error.offset.map { $0 + metadata.offset - bytes.offset }
      throw error
    }
  }

  private static func metadata(
    in bytes: Bytes, _ format: WireFormat, _ limits: DecodingContext.Limits
  ) throws -> Bytes? {
    switch format {
    case .json:
      var members = try JSONWindows(bytes, maximumDepth: limits.maximumDepth)
      var metadata: Bytes?
      while let (name, value) = try members.nextMember() {
        if name.isEqual(to: "metadata"), !value.isJSONNull { metadata = value }
      }
      return metadata
    case .protobuf:
      // Items of lists lie bare in their field, everything else in an envelope. Field 1 of every object is its metadata.
      let isEnveloped = bytes.count >= 4 && bytes[0..<4].isEqual(to: ProtobufWindows.magic)
      var fields = ProtobufWindows(isEnveloped ? try ProtobufWindows.unwrapped(bytes) : bytes)
      while let (number, value) = try fields.nextField() {
        if number == 1, case .bytes(let metadata) = value { return metadata }
      }
      return nil
    }
  }
}

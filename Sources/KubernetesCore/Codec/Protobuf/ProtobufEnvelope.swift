/// What stands around every object that is sent as Protobuf: four bytes, then a message with `apiVersion` and `kind`
/// (1), the object (2), its encoding (3) and its media type (4).
enum ProtobufEnvelope {
  static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

  /// An opened envelope.
  struct Contents {
    var apiVersion = ""
    var kind = ""
    /// Where the object lies in the data.
    var object: Range<Int>
  }

  /// Opens an envelope; nil for a bare message, of which no object of the API begins as an envelope does.
  static func open(_ bytes: Bytes, context: DecodingContext) throws(WireError) -> Contents? {
    guard bytes.count >= magic.count, bytes[0..<magic.count] == Bytes(magic) else { return nil }
    var contents = Contents(object: 0..<0)
    var contentEncoding = ""
    var reader = ProtobufReader(bytes, context: context)
    reader.cursor += magic.count
    while true {
      let tag = reader.nextTag()
      if tag == 0 { break }
      switch tag {
      case 0x0A:
        reader.message { reader, tag in
          switch tag {
          case 0x0A: contents.apiVersion = reader.string(interned: false)
          case 0x12: contents.kind = reader.string(interned: false)
          default: return false
          }
          return true
        }
      case 0x12:
        let object = reader.bytes()
        if reader.isSound {
          let end = reader.cursor - reader.base
          contents.object = (end - object.count)..<end
        }
      case 0x1A: contentEncoding = reader.string(interned: false)
      default: reader.pass(tag)
      }
    }
    reader.finish()
    if let failure = reader.failure {
      throw WireError(failure.code, failure.message.description, offset: failure.offset)
    }
    // An empty object begins somewhere, too.
    guard contents.object.lowerBound > 0 else {
      throw WireError(.truncated, "an envelope without an object", offset: bytes.count)
    }
    guard contentEncoding.isEmpty else {
      throw WireError(.unsupported, "an envelope in the encoding \(contentEncoding)")
    }
    return contents
  }

  /// Writes the fields of an envelope around what was written.
  static func close(_ writer: inout ProtobufWriter, _ typeMeta: FieldTable.TypeMeta?) {
    writer.varint(UInt64(writer.mark))
    writer.tag(2, 2)
    let mark = writer.mark
    if let typeMeta {
      writer.string(typeMeta.kind)
      writer.tag(2, 2)
      writer.string(typeMeta.apiVersion)
      writer.tag(1, 2)
    }
    writer.close(1, mark)
    magic.withUnsafeBytes { writer.raw($0) }
  }
}

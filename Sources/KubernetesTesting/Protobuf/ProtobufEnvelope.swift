import KubernetesCore

/// The frame around Kubernetes' Protobuf messages: four bytes, then kind and contents.
struct ProtobufEnvelope {
  static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

  var apiVersion = ""
  var kind = ""
  var contents: ArraySlice<UInt8> = []

  init(apiVersion: String, kind: String, contents: [UInt8]) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.contents = contents[...]
  }

  /// Opens an envelope.
  init(_ bytes: Bytes) throws(ProtobufError) {
    let bytes = bytes.array
    guard bytes.starts(with: Self.magic) else {
      throw ProtobufError(
        message: "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]")
    }
    var reader = ProtobufReader(bytes.dropFirst(4))
    while let (number, value) = try reader.next() {
      guard case .bytes(let bytes) = value else { continue }
      if number == 2 { contents = bytes }
      if number == 1 {
        var inner = ProtobufReader(bytes)
        while let (number, value) = try inner.next() {
          guard case .bytes(let text) = value else { continue }
          if number == 1 { apiVersion = String(decoding: text, as: UTF8.self) }
          if number == 2 { kind = String(decoding: text, as: UTF8.self) }
        }
      }
    }
  }

  /// The envelope with its contents.
  var bytes: [UInt8] {
    var type = ProtobufWriter()
    type.text(1, apiVersion)
    type.text(2, kind)
    var writer = ProtobufWriter()
    writer.data(1, type.bytes)
    writer.data(2, contents)
    writer.text(3, "")
    writer.text(4, "")
    return Self.magic + writer.bytes
  }

  /// An object in its envelope; nil for a kind without known field numbers.
  static func wrap(_ tree: JSON, type: ObjectType?) -> [UInt8]? {
    guard let type, type.hasNumbers else { return nil }
    return ProtobufEnvelope(
      apiVersion: tree["apiVersion"]?.string ?? "", kind: tree["kind"]?.string ?? "",
      contents: ProtobufCodec.encode(tree, type)
    ).bytes
  }
}

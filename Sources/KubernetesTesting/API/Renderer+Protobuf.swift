import HTTPTypes
import KubernetesCore

extension Renderer {
  /// The type by which an object is written in Protobuf.
  private func messageType(_ form: Negotiation.Form) -> ObjectType? {
    form == .object ? definition.type : Self.partialType
  }

  private static let partialType: ObjectType? = {
    guard let metadata = TypeTable.metadata else { return nil }
    return ObjectType(
      name: "meta.v1.PartialObjectMetadata",
      fields: [ObjectType.Field(name: "metadata", value: .object(.builtIn(metadata)), numbers: [1])])
  }()

  private static let listMetadata = TypeTable.builtIn.index(named: "meta.v1.ListMeta").map { TypeTable.builtIn[$0] }

  /// One object.
  func protobuf(_ tree: JSON, _ form: Negotiation.Form) -> [UInt8] {
    ProtobufEnvelope.wrap(tree, type: messageType(form)) ?? []
  }

  /// A list.
  func protobufList(
    _ objects: [StoredObject], metadata: JSON, kind: String, apiVersion: String, _ form: Negotiation.Form
  ) -> [UInt8] {
    var writer = ProtobufWriter()
    if let type = Self.listMetadata { writer.data(1, ProtobufCodec.encode(metadata, type)) }
    if let type = messageType(form) {
      for object in objects { writer.data(2, ProtobufCodec.encode(tree(object), type)) }
    }
    return ProtobufEnvelope(apiVersion: apiVersion, kind: kind, contents: writer.bytes).bytes
  }

  /// A frame of a watch: length, then the event around the object in its envelope.
  static func protobufFrame(_ type: StaticString, _ object: [UInt8]) -> Bytes {
    var raw = ProtobufWriter()
    raw.data(1, object)
    var event = ProtobufWriter()
    event.text(1, type.description)
    event.data(2, raw.bytes)
    let length = UInt32(truncatingIfNeeded: event.bytes.count)
    let head = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
    return Bytes(head + event.bytes)
  }

  /// A failure.
  static func protobuf(_ error: APIError) -> [UInt8] { message(of: error.status) }

  /// An answer that is a status and no failure.
  static func protobuf(status: JSON) -> APIResponse {
    APIResponse(200, contentType: WireFormat.protobuf.mediaType, Bytes(message(of: status)))
  }

  private static func message(of status: JSON) -> [UInt8] {
    let type = TypeTable.builtIn.index(named: "meta.v1.Status").map { TypeTable.builtIn[$0] }
    return ProtobufEnvelope.wrap(status, type: type) ?? []
  }
}

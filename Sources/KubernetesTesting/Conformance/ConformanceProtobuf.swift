import KubernetesCore

/// Protobuf bodies as JSON, so that they can be compared.
enum ConformanceProtobuf {
  /// A body in its envelope as a tree; nil for what is none.
  static func decoded(_ body: Bytes) -> JSON? {
    guard let envelope = try? ProtobufEnvelope(body) else { return nil }
    var tree: JSON?
    if envelope.kind == "PartialObjectMetadataList", let item = type(envelope.apiVersion, "PartialObjectMetadata") {
      tree = try? list(envelope.contents, item)
    } else if let type = type(envelope.apiVersion, envelope.kind) {
      tree = try? ProtobufCodec.decode(envelope.contents, type)
    } else if envelope.kind.hasSuffix("List"), let item = type(envelope.apiVersion, String(envelope.kind.dropLast(4))) {
      tree = try? list(envelope.contents, item)
    }
    tree = tree.map(withoutZeros)
    tree?["kind"] = .string(envelope.kind)
    tree?["apiVersion"] = .string(envelope.apiVersion)
    return tree
  }

  /// Takes the first event of a watch off, as JSON; nil when there is no whole one.
  static func nextFrame(_ bytes: inout [UInt8]) throws -> JSON? {
    guard bytes.count >= 4 else { return nil }
    let length = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count >= 4 + length else { return nil }
    defer { bytes.removeSubrange(..<(4 + length)) }
    var reader = ProtobufReader(bytes[4..<(4 + length)])
    var frame = JSON.emptyObject
    while let (number, value) = try reader.next() {
      guard case .bytes(let contents) = value else { continue }
      if number == 1 { frame["type"] = .string(String(decoding: contents, as: UTF8.self)) }
      guard number == 2 else { continue }
      var raw = ProtobufReader(contents)
      while let (inner, object) = try raw.next() {
        if inner == 1, case .bytes(let object) = object {
          frame["object"] = decoded(Bytes(Array(object))) ?? .string("no envelope")
        }
      }
    }
    return frame
  }

  /// The tree without empty texts and zeros: Go writes those of its plain fields, and they mean the same as none.
  private static func withoutZeros(_ tree: JSON) -> JSON {
    switch tree {
    case .array(let list): return .array(list.map(withoutZeros))
    case .object(let object):
      var result = JSONObject()
      for member in object.members where member.value != "" && member.value != 0 && member.value != false {
        result.appendUnchecked(member.key, withoutZeros(member.value))
      }
      return .object(result)
    default: return tree
    }
  }

  /// A tree in its envelope.
  static func encoded(_ json: Bytes) throws -> Bytes {
    let tree = try JSONParser.parse(json)
    let found = type(tree["apiVersion"]?.string ?? "", tree["kind"]?.string ?? "")
    return ProtobufEnvelope.wrap(tree, type: found).map { Bytes($0) } ?? json
  }

  private static func type(_ apiVersion: String, _ kind: String) -> ObjectType? {
    if kind == "Status", let place = TypeTable.builtIn.index(named: "meta.v1.Status") {
      return TypeTable.builtIn[place]
    }
    if kind == "PartialObjectMetadata", let metadata = TypeTable.metadata {
      return ObjectType(
        name: "meta.v1.PartialObjectMetadata",
        fields: [ObjectType.Field(name: "metadata", value: .object(.builtIn(metadata)), numbers: [1])])
    }
    return GroupVersion(apiVersion).flatMap {
      TypeTable.builtIn.type(of: GroupVersionKind(group: $0.group, version: $0.version, kind: kind))
    }
  }

  private static func list(_ contents: ArraySlice<UInt8>, _ item: ObjectType) throws -> JSON {
    var reader = ProtobufReader(contents)
    var items: [JSON] = []
    var metadata = JSON.emptyObject
    while let (number, value) = try reader.next() {
      guard case .bytes(let bytes) = value else { continue }
      if number == 1, let place = TypeTable.builtIn.index(named: "meta.v1.ListMeta") {
        metadata = try ProtobufCodec.decode(bytes, TypeTable.builtIn[place])
      } else if number == 2 {
        items.append(try ProtobufCodec.decode(bytes, item))
      }
    }
    return ["metadata": metadata, "items": .array(items)]
  }
}

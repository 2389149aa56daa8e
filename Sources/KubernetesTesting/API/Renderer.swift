import HTTPTypes
import KubernetesCore

/// Writes objects, lists and watch frames in the form that was negotiated.
struct Renderer: Sendable {
  let definition: ResourceDefinition
  let now: @Sendable () -> Time

  private var isStoredVersion: Bool { definition.storageVersion == definition.resource.groupVersion }

  /// Whether an object was written before its schema changed, or in another version.
  private func isUnsettled(_ object: StoredObject) -> Bool {
    definition.custom.map { object.revision < $0.settledSince } ?? false
  }

  /// The object in the version of the request.
  func tree(_ object: StoredObject) -> JSON {
    isUnsettled(object)
      ? CustomSchema.settled(object.tree, definition)
      : VersionConversion.convert(object.tree, to: definition.groupVersionKind)
  }

  /// The JSON of an object in the version of the request.
  func json(_ object: StoredObject, revision: Int? = nil) -> Bytes {
    if isStoredVersion, !isUnsettled(object) { return object.json(revision: revision ?? object.revision) }
    var shown = tree(object)
    if let revision { shown[path: ["metadata", "resourceVersion"]] = .string(String(revision)) }
    return shown.encoded
  }

  /// An answer that shows a stored object.
  func object(_ object: StoredObject, status: Int = 200, _ negotiation: Negotiation) -> APIResponse {
    if negotiation.form == .object, negotiation.format == .json { return APIResponse(status, Self.line(json(object))) }
    return self.tree(tree(object), status: status, negotiation)
  }

  /// An answer that shows a tree.
  func tree(_ tree: JSON, status: Int = 200, _ negotiation: Negotiation) -> APIResponse {
    if negotiation.format == .protobuf {
      return APIResponse(
        status, contentType: negotiation.format.mediaType,
        Bytes(protobuf(negotiation.form == .object ? tree : Self.partial(tree, negotiation.version), negotiation.form)))
    }
    switch negotiation.form {
    case .object: return APIResponse(status, json: tree)
    case .partialMetadata: return APIResponse(status, json: Self.partial(tree, negotiation.version))
    case .table:
      return APIResponse(
        status,
        json: TableWriter(definition: definition, now: now()).table(
          [tree], negotiation, metadata: ["resourceVersion": tree["metadata"]?["resourceVersion"] ?? ""]))
    }
  }

  static func line(_ bytes: Bytes) -> Bytes {
    var builder = BytesBuilder(capacity: bytes.count + 1)
    builder.append(bytes)
    builder.append(contentsOf: [0x0A])
    return builder.finish()
  }

  static func partial(_ tree: JSON, _ version: String) -> JSON {
    [
      "kind": "PartialObjectMetadata", "apiVersion": .string("meta.k8s.io/\(version)"),
      "metadata": tree["metadata"] ?? .emptyObject,
    ]
  }

  /// An answer that shows a page of a list.
  func list(_ page: ObjectStorageStateMachine.Page, continueToken: String?, _ negotiation: Negotiation) -> APIResponse {
    var metadata: JSON = ["resourceVersion": .string(String(page.revision))]
    if let continueToken { metadata["continue"] = .string(continueToken) }
    // Lists of custom resources always say it.
    if definition.custom != nil, continueToken == nil, negotiation.form == .object { metadata["continue"] = "" }
    if let remaining = page.remaining { metadata["remainingItemCount"] = .int(Int64(remaining)) }
    if negotiation.form == .table {
      return APIResponse(
        200,
        json: TableWriter(definition: definition, now: now()).table(
          page.objects.map(tree), negotiation, metadata: metadata))
    }
    let isPartial = negotiation.form == .partialMetadata
    let kind = isPartial ? "PartialObjectMetadataList" : definition.listKind
    let apiVersion = isPartial ? "meta.k8s.io/\(negotiation.version)" : definition.resource.groupVersion.apiVersion
    if negotiation.format == .protobuf {
      return APIResponse(
        200, contentType: negotiation.format.mediaType,
        Bytes(protobufList(page.objects, metadata: metadata, kind: kind, apiVersion: apiVersion, negotiation.form)))
    }
    var writer = JSONWriter(capacity: 256)
    writer.raw("{\"kind\":")
    writer.string(kind)
    writer.raw(",\"apiVersion\":")
    writer.string(apiVersion)
    writer.raw(",\"metadata\":")
    writer.write(metadata)
    writer.raw(",\"items\":[")
    let head = writer.result
    let renderer = self
    return ListBody.response(head: head, objects: page.objects) { object in
      isPartial ? Self.partial(object.tree, negotiation.version).encoded : renderer.item(object)
    }
  }

  /// An element of a list: built-in kinds leave out `kind` and `apiVersion`.
  private func item(_ object: StoredObject) -> Bytes {
    if definition.custom != nil { return json(object) }
    if isStoredVersion {
      var builder = BytesBuilder(capacity: object.body.count + 1)
      builder.append(contentsOf: [UInt8(ascii: "{")])
      builder.append(object.body)
      return builder.finish()
    }
    var tree = tree(object)
    tree["kind"] = nil
    tree["apiVersion"] = nil
    return tree.encoded
  }

  /// One frame of a watch.
  ///
  /// - Parameter isFirst: Whether the watch has sent nothing before; only then a table tells its columns.
  func frame(
    _ kind: StorageEvent.Kind, _ object: StoredObject, revision: Int, _ negotiation: Negotiation, isFirst: Bool = true
  ) -> Bytes {
    let bytes: Bytes
    if negotiation.format == .protobuf {
      var tree = tree(object)
      tree["metadata"]?["resourceVersion"] = .string(String(revision))
      if negotiation.form == .partialMetadata { tree = Self.partial(tree, negotiation.version) }
      return Self.protobufFrame(Self.name(kind), protobuf(tree, negotiation.form))
    }
    if negotiation.form == .object {
      bytes = json(object, revision: revision)
    } else {
      var tree = tree(object)
      tree["metadata"]?["resourceVersion"] = .string(String(revision))
      switch negotiation.form {
      case .partialMetadata: bytes = Self.partial(tree, negotiation.version).encoded
      default:
        bytes =
          TableWriter(definition: definition, now: now()).table(
            [tree], negotiation, metadata: ["resourceVersion": .string(String(revision))], showsColumns: isFirst
          ).encoded
      }
    }
    return Self.frame(Self.name(kind), bytes)
  }

  private static func name(_ kind: StorageEvent.Kind) -> StaticString {
    switch kind {
    case .added: "ADDED"
    case .modified: "MODIFIED"
    case .deleted: "DELETED"
    }
  }

  private static func frame(_ type: StaticString, _ object: Bytes) -> Bytes {
    var builder = BytesBuilder(capacity: object.count + 40)
    builder.append(contentsOf: "{\"type\":\"".utf8)
    builder.append(UnsafeRawBufferPointer(start: type.utf8Start, count: type.utf8CodeUnitCount))
    builder.append(contentsOf: "\",\"object\":".utf8)
    builder.append(object)
    builder.append(contentsOf: "}\n".utf8)
    return builder.finish()
  }

  /// The frame of a bookmark.
  func bookmark(revision: Int, endsInitialEvents: Bool, _ negotiation: Negotiation) -> Bytes {
    var metadata: JSON = ["resourceVersion": .string(String(revision))]
    if endsInitialEvents { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
    let object: JSON
    switch negotiation.form {
    case .partialMetadata:
      object = [
        "kind": "PartialObjectMetadata", "apiVersion": .string("meta.k8s.io/\(negotiation.version)"),
        "metadata": metadata,
      ]
    case .table:
      object = TableWriter(definition: definition, now: now()).table(
        [], negotiation, metadata: metadata)
    case .object:
      object = [
        "kind": .string(definition.kind), "apiVersion": .string(definition.resource.groupVersion.apiVersion),
        "metadata": metadata,
      ]
    }
    if negotiation.format == .protobuf { return Self.protobufFrame("BOOKMARK", protobuf(object, negotiation.form)) }
    return Self.frame("BOOKMARK", object.encoded)
  }

  /// The frame of a failure.
  func error(_ error: APIError, _ negotiation: Negotiation) -> Bytes {
    negotiation.format == .protobuf
      ? Self.protobufFrame("ERROR", Self.protobuf(error)) : Self.frame("ERROR", error.status.encoded)
  }
}

import HTTPTypes
import KubernetesCore
import Yams

/// Bodies as JSON, whatever they were sent as.
enum RequestBody {
  static func isProtobuf(_ request: APIRequest) -> Bool {
    request.headers[.contentType]?.lowercased().hasPrefix("application/vnd.kubernetes.protobuf") == true
  }

  /// A Protobuf body as a tree.
  static func protobuf(
    _ request: APIRequest, _ type: ObjectType?, expected: GroupVersionKind
  ) throws(APIError) -> JSON {
    guard let type, type.hasNumbers else { throw .unsupportedMediaType }
    do {
      let envelope = try ProtobufEnvelope(request.body)
      var tree = try ProtobufCodec.decode(envelope.contents, type)
      tree["kind"] = .string(envelope.kind.isEmpty ? expected.kind : envelope.kind)
      tree["apiVersion"] = .string(envelope.apiVersion.isEmpty ? expected.apiVersion : envelope.apiVersion)
      return tree
    } catch {
      throw .badRequest(
        "the object provided is unrecognized (must be of type \(expected.kind)): \(error.message) (\(ObjectDecoder.shown(request.body)))"
      )
    }
  }

  /// The body as JSON text.
  ///
  /// - Throws: 415 for a media type that is not served.
  static func json(_ request: APIRequest) throws(APIError) -> Bytes {
    let type = (request.headers[.contentType] ?? "application/json").split(separator: ";").first.map {
      $0.trimmed.lowercased()
    }
    switch type {
    case "application/json", nil, "": return request.body
    case "application/yaml": return try fromYAML(request.body)
    default: throw .unsupportedMediaType
    }
  }

  /// YAML as JSON text. JSON is YAML, too, and is left as it is.
  static func fromYAML(_ body: Bytes) throws(APIError) -> Bytes {
    let first = body.withUnsafeBytes { $0.first { $0 > 0x20 } }
    if first == UInt8(ascii: "{"), (try? JSONParser.parse(body)) != nil { return body }
    do {
      guard let node = try Yams.compose(yaml: body.text) else { return Bytes("null") }
      return try json(node, depth: 0).encoded
    } catch let error as APIError {
      throw error
    } catch {
      throw .badRequest("error converting YAML to JSON: yaml: \(error)")
    }
  }

  private static func json(_ node: Node, depth: Int) throws -> JSON {
    guard depth < JSONParser.maximumDepth else {
      throw APIError.badRequest("error converting YAML to JSON: exceeded max depth")
    }
    switch node {
    case .mapping(let mapping):
      var object = JSONObject()
      for (key, value) in mapping { object[key.string ?? key.scalar?.string ?? ""] = try json(value, depth: depth + 1) }
      return .object(object)
    case .sequence(let sequence): return .array(try sequence.map { try json($0, depth: depth + 1) })
    case .alias: throw APIError.badRequest("error converting YAML to JSON: yaml: unknown anchor")
    case .scalar(let scalar):
      if scalar.style == .singleQuoted || scalar.style == .doubleQuoted || scalar.style == .literal
        || scalar.style == .folded
      {
        return .string(scalar.string)
      }
      if node.null != nil { return .null }
      if let value = node.bool { return .bool(value) }
      if let value = node.int { return .int(Int64(value)) }
      if let value = node.float, value.isFinite { return .double(value) }
      return .string(scalar.string)
    }
  }
}

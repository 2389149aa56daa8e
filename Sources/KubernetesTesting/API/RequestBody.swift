import HTTPTypes
import KubernetesClient
import KubernetesCore

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
      return try Manifest.value(in: body.text).encodedJSON()
    } catch {
      let cause = (error as? KubernetesError)?.cause ?? error
      throw .badRequest("error converting YAML to JSON: yaml: \(cause)")
    }
  }
}

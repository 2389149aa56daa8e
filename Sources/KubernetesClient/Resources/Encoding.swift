internal import HTTPTypes
internal import KubernetesCore

/// Bodies of requests and answers.
enum Encoding {
  /// A value in its preferred format.
  static func encode<Value: WireCodable>(_ value: Value) throws -> (body: Bytes, format: WireFormat) {
    let format = Value.wireFormats.first ?? .json
    do {
      return (try value.encoded(format: format), format)
    } catch let error as WireError {
      throw KubernetesError(.encoding, "\(Value.self): \(error)", cause: error)
    }
  }

  static func bytes(_ value: JSONValue) throws -> Bytes { try encode(value).body }

  /// The accepted media types; plain JSON is always the last choice, for servers that know nothing else.
  static func accept(_ formats: [WireFormat], parameters: String = "") -> [String] {
    var types = formats.map { $0.mediaType + parameters }
    if types.last != WireFormat.json.mediaType { types.append(WireFormat.json.mediaType) }
    return types
  }

  static func format(of headers: HTTPFields) throws -> WireFormat {
    let type = headers[.contentType]
    guard let format = WireFormat(contentType: type) else {
      throw KubernetesError(.decoding, "the server answered with \(type ?? "no type"), which cannot be read")
    }
    return format
  }

  @concurrent
  static func decode<Value: WireCodable>(
    _ type: Value.Type, _ response: RESTResponse, _ options: DecodingOptions = DecodingOptions()
  ) async throws -> Value {
    let format = try format(of: response.headers)
    if response.body.isEmpty { throw KubernetesError(.decoding, "the server's answer is empty") }
    do {
      return try Value(wire: response.body, format: format, context: DecodingContext(options))
    } catch let error as WireError {
      throw KubernetesError(.decoding, "\(type): \(error)", cause: error)
    }
  }
}

extension RESTClient {
  /// Sends a request, and reads the answer within the configuration's limits.
  func value<Value: WireCodable>(_ type: Value.Type, _ request: RESTRequest) async throws -> Value {
    try await Encoding.decode(type, send(request), configuration.decoding)
  }
}

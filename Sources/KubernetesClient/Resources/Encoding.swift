internal import HTTPTypes
internal import KubernetesCore

/// Bodies of requests and answers.
enum Encoding {
  /// The formats of a type among those that are wanted; its own where there is no wish, or none that it can fulfil.
  static func formats<Value: WireCodable>(of type: Value.Type, _ wanted: [WireFormat]?) -> [WireFormat] {
    let formats = (wanted ?? []).filter(Value.wireFormats.contains)
    return formats.isEmpty ? Value.wireFormats : formats
  }

  /// A value in the first of the formats that it has, else in its preferred one.
  static func encode<Value: WireCodable>(
    _ value: Value, _ wanted: [WireFormat]? = nil
  ) throws -> (body: Bytes, format: WireFormat) {
    let format = formats(of: Value.self, wanted).first ?? .json
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

public import HTTPTypes
public import KubernetesCore

/// A successful answer.
public struct RESTResponse: Sendable {
  /// The HTTP status code, 200 to 206.
  public var status: Int
  /// The header fields.
  public var headers: HTTPFields
  /// The body, decompressed.
  public var body: Bytes

  /// The wire format that the answer says it is in; nil for another media type. An answer without a type is taken for
  /// JSON.
  public var format: WireFormat? { WireFormat(contentType: headers[.contentType]) }

  /// True when an apply or create made the object.
  public var wasCreated: Bool { status == 201 }
}

extension WireFormat {
  /// The format of a `Content-Type`, whatever its parameters; JSON when there is none.
  init?(contentType: String?) {
    guard let contentType else {
      self = .json
      return
    }
    let type = contentType.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    switch type {
    case "application/json": self = .json
    case "application/vnd.kubernetes.protobuf": self = .protobuf
    default: return nil
    }
  }
}

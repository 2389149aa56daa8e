public import HTTPTypes

/// A whole answer.
public struct TransportResponse: Sendable {
  /// The HTTP status code.
  public var status: Int
  /// The header fields.
  public var headers: HTTPFields
  /// The body, decompressed.
  public var body: Bytes

  /// Joins the parts.
  public init(status: Int, headers: HTTPFields = HTTPFields(), body: Bytes = .empty) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

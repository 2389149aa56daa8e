public import HTTPTypes

/// The head of an answer, and its body still to be pulled.
public struct TransportStream: Sendable {
  /// The HTTP status code.
  public var status: Int
  /// The header fields.
  public var headers: HTTPFields
  /// The body, decompressed; dropping it closes the exchange.
  public var body: BodyStream

  /// Joins the parts.
  public init(status: Int, headers: HTTPFields = HTTPFields(), body: BodyStream) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

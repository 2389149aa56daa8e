public import HTTPTypes

/// One HTTP request to the server that a transport is bound to.
public struct TransportRequest: Sendable {
  /// The HTTP method.
  public var method: HTTPRequest.Method
  /// Path and query, percent-encoded, with a leading slash.
  public var target: String
  /// Every header field that is to be sent, apart from those that HTTP itself needs.
  public var headers: HTTPFields
  /// The body; nil for none.
  public var body: Bytes?
  /// The most that the whole exchange may take; nil for no limit. Leave it nil for watches.
  public var timeout: Duration?
  /// The longest silence that is not taken for a dead peer; nil for the transport's own limit where the answer is collected
  /// or ``expectsEnd`` says that it ends, and for none otherwise.
  public var idleTimeout: Duration?
  /// The answer ends by itself, unlike a watch's: where neither ``timeout`` nor ``idleTimeout`` limits it, the
  /// transport's own limit of silence does, as for every answer that is collected.
  public var expectsEnd = false
  /// Asks for a connection that nothing else is multiplexed on, so that a slow reader holds nobody up and costs no
  /// buffer inside the transport: for large lists and logs.
  public var usesOwnConnection: Bool
  /// The most bytes, after decompression, that ``Transport/send(_:)`` collects.
  public var maximumResponseBytes: Int

  /// Describes a request.
  public init(
    method: HTTPRequest.Method = .get, target: String, headers: HTTPFields = HTTPFields(), body: Bytes? = nil,
    timeout: Duration? = nil, idleTimeout: Duration? = nil, usesOwnConnection: Bool = false,
    maximumResponseBytes: Int = TransportRequest.defaultMaximumResponseBytes
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.idleTimeout = idleTimeout
    self.usesOwnConnection = usesOwnConnection
    self.maximumResponseBytes = maximumResponseBytes
  }

  /// 1 GiB.
  public static let defaultMaximumResponseBytes = 1 << 30
}

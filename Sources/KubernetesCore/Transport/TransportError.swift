/// A failure below HTTP: no answer, or not a whole one.
public struct TransportError: Error, Sendable, CustomStringConvertible {
  /// What failed.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Wrapped: String {
      case resolve, connect, tls, proxy, timeout, idle, closed, responseTooLarge, decompression, invalidRequest
      case shutdown, other
    }
    private let wrapped: Wrapped

    /// The host name could not be resolved.
    public static let resolve = Code(wrapped: .resolve)
    /// No connection could be made.
    public static let connect = Code(wrapped: .connect)
    /// The TLS handshake failed, or the server's certificate was not accepted.
    public static let tls = Code(wrapped: .tls)
    /// The proxy could not be used.
    public static let proxy = Code(wrapped: .proxy)
    /// The exchange took longer than allowed.
    public static let timeout = Code(wrapped: .timeout)
    /// The peer was silent longer than allowed.
    public static let idle = Code(wrapped: .idle)
    /// The connection ended before the answer did.
    public static let closed = Code(wrapped: .closed)
    /// The answer is larger than allowed.
    public static let responseTooLarge = Code(wrapped: .responseTooLarge)
    /// The body could not be decompressed.
    public static let decompression = Code(wrapped: .decompression)
    /// The request cannot be sent as it is.
    public static let invalidRequest = Code(wrapped: .invalidRequest)
    /// The transport has been shut down.
    public static let shutdown = Code(wrapped: .shutdown)
    /// Anything else.
    public static let other = Code(wrapped: .other)

    /// The code's name; fixed text, safe as a metric label.
    public var description: String { wrapped.rawValue }
  }

  /// What failed.
  public var code: Code
  /// What failed, for people.
  public var message: String
  /// True when no byte of an answer had arrived, so that a request that changes nothing may be sent again.
  public var isBeforeResponse: Bool

  /// Describes a failure.
  public init(_ code: Code, _ message: String, isBeforeResponse: Bool = false) {
    self.code = code
    self.message = message
    self.isBeforeResponse = isBeforeResponse
  }

  /// Code and message.
  public var description: String { "\(code): \(message)" }
}

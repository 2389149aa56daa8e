/// Every failure of a call to a server, apart from `CancellationError`.
public struct KubernetesError: Error, Sendable, CustomStringConvertible {
  /// Where the failure arose.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Wrapped: String {
      case api, transport, decoding, encoding, configuration, credentials, invalidRequest, unknownResource, timeout
      case watchClosed
    }
    private let wrapped: Wrapped

    /// The server answered with an error; ``KubernetesError/status`` says which.
    public static let api = Code(wrapped: .api)
    /// The server could not be reached, or its answer broke off.
    public static let transport = Code(wrapped: .transport)
    /// The server's answer cannot be read.
    public static let decoding = Code(wrapped: .decoding)
    /// A value cannot be written.
    public static let encoding = Code(wrapped: .encoding)
    /// The configuration is missing or broken.
    public static let configuration = Code(wrapped: .configuration)
    /// Credentials could not be obtained.
    public static let credentials = Code(wrapped: .credentials)
    /// The request was refused before it was sent.
    public static let invalidRequest = Code(wrapped: .invalidRequest)
    /// The server has no such kind or resource.
    public static let unknownResource = Code(wrapped: .unknownResource)
    /// The call's own time limit has passed.
    public static let timeout = Code(wrapped: .timeout)
    /// A watch broke off inside a frame.
    public static let watchClosed = Code(wrapped: .watchClosed)

    /// The code's name; fixed text, safe as a metric label.
    public var description: String { wrapped.rawValue }
  }

  /// Where the failure arose.
  public var code: Code
  /// The failure, for people.
  public var message: String
  /// What the server said, where it said anything.
  public var status: Status?
  /// When the server asks to be tried again.
  public var retryAfter: Duration?
  /// The error underneath.
  public var cause: (any Error)?

  /// Describes a failure.
  public init(
    _ code: Code, _ message: String, status: Status? = nil, retryAfter: Duration? = nil, cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.status = status
    self.retryAfter = retryAfter
    self.cause = cause
  }

  /// Code, reason and message in one line.
  public var description: String {
    guard let reason = status?.reason else { return "\(code): \(message)" }
    return "\(reason) (\(status?.code ?? 0)): \(message)"
  }
}

import KubernetesCore

/// What a reflector needs to know of an error.
struct ReflectorFailure: Sendable {
  enum Kind: Sendable, Equatable {
    /// The version is too old: 410, as an HTTP status or inside a stream.
    case expired
    /// The version is newer than what the server has seen.
    case tooLarge
    /// Nobody listens at the server's address.
    case refused
    case tooManyRequests
    /// A failure inside the server.
    case internalError
    /// The server does not accept what was asked for; asking again would not change that.
    case rejected
    /// The connection broke or was silent for too long.
    case broken
    case other
  }

  var kind: Kind
  var error: any Error
  var suggestedDelay: Duration?

  init(_ error: any Error, kind: Kind? = nil) {
    self.error = error
    self.kind = kind ?? Self.kind(of: error)
    suggestedDelay = (error as? KubernetesError)?.suggestedDelay
  }

  private static func kind(of error: any Error) -> Kind {
    if let error = error as? TransportError { return kind(of: error) }
    guard let error = error as? KubernetesError else { return .other }
    if error.isExpired { return .expired }
    if error.isTooLargeResourceVersion { return .tooLarge }
    if error.isTooManyRequests { return .tooManyRequests }
    switch error.code {
    case .transport: return (error.cause as? TransportError).map(kind(of:)) ?? .broken
    case .watchClosed, .timeout: return .broken
    case .api:
      if error.isInternalError { return .internalError }
      let isRejected =
        error.isBadRequest || error.isInvalid || error.isMethodNotSupported || error.isNotAcceptable
        || error.isUnsupportedMediaType
      return isRejected ? .rejected : .other
    default: return .other
    }
  }

  private static func kind(of error: TransportError) -> Kind {
    switch error.code {
    case .connect: .refused
    case .closed, .idle, .timeout, .other: .broken
    default: .other
    }
  }
}

import KubernetesCore

/// The errors that servers answer with.
enum Failures {
  static let expired = status(410, .expired, "too old resource version")
  static let gone = status(410, .gone, "gone")
  static let tooManyRequests = status(429, .tooManyRequests, "slow down")
  static let internalError = status(500, .internalError, "etcdserver: request timed out")
  static let invalid = status(422, .invalid, "sendInitialEvents is forbidden")
  static let forbidden = status(403, .forbidden, "no")
  static let refused = KubernetesError(
    .transport, "connection refused", cause: TransportError(.connect, "connection refused"))
  static let cut = KubernetesError(.transport, "closed", cause: TransportError(.closed, "closed"))
  static let unreadable = KubernetesError(.decoding, "no JSON")
  static let tooLarge = KubernetesError(
    status: Status(
      message: "Too large resource version: 9, current: 5", reason: .timeout, code: 504,
      details: Status.Details(causes: [Status.Cause(reason: "ResourceVersionTooLarge")])))

  static func status(_ code: Int, _ reason: StatusReason, _ message: String) -> KubernetesError {
    KubernetesError(status: Status(message: message, reason: reason, code: code))
  }
}

// The reason decides; the HTTP code only stands in where the reason is missing or unknown. Conflict and AlreadyExists
// share the code 409, Gone and Expired share 410.
extension KubernetesError {
  /// The server's reason, where it gave one.
  public var reason: StatusReason? { status?.reason }

  /// The single causes that the server named, such as every invalid field.
  ///
  /// Empty when there are none.
  public var causes: [Status.Cause] { status?.details?.causes ?? [] }

  /// No such object, or no such path.
  public var isNotFound: Bool { has(.notFound, orCode: 404) }

  /// No such path: the kind, version or subresource is not served, as opposed to an object that is missing.
  public var isUnknownPath: Bool {
    guard isNotFound else { return code == .unknownResource }
    return isUnexpectedResponse || (status?.details?.name ?? "").isEmpty
  }

  /// An object of that name exists.
  public var isAlreadyExists: Bool { has(.alreadyExists) }

  /// The object has changed since it was read, a precondition failed, or another manager owns a field.
  public var isConflict: Bool { has(.conflict, orCode: 409) }

  /// The fields of a server-side apply that other managers own; see `field` and `message` of each.
  public var fieldManagerConflicts: [Status.Cause] {
    causes.filter { $0.reason == Status.Cause.fieldManagerConflict }
  }

  /// The resource is gone for good, or the version asked for is no longer held; see ``isExpired`` for both reasons.
  public var isGone: Bool { has(.gone, orCode: 410) }

  /// The version or continue token is too old: list again.
  ///
  /// True for both reasons that come with the code 410.
  public var isExpired: Bool { has(.expired) || isGone }

  /// The credentials do not allow it.
  public var isForbidden: Bool { has(.forbidden, orCode: 403) }

  /// No credentials, or none that the server accepts.
  public var isUnauthorized: Bool { has(.unauthorized, orCode: 401) }

  /// The object violates its schema or rules; ``causes`` name the fields.
  public var isInvalid: Bool { has(.invalid, orCode: 422) }

  /// The server has too many requests.
  ///
  /// An eviction is answered so as well, when a disruption budget forbids it.
  public var isTooManyRequests: Bool { has(.tooManyRequests) || status?.code == 429 }

  /// The server did not finish in time; a change may nevertheless happen.
  public var isTimeout: Bool { has(.timeout, orCode: 504) }

  /// The server asks to try again, after ``suggestedDelay``.
  public var isServerTimeout: Bool { has(.serverTimeout) }

  /// A failure inside the server.
  public var isInternalError: Bool { has(.internalError, orCode: 500) }

  /// The server, or one behind it, is not there.
  public var isServiceUnavailable: Bool { has(.serviceUnavailable, orCode: 503) }

  /// The request cannot be understood.
  public var isBadRequest: Bool { has(.badRequest, orCode: 400) }

  /// The resource does not support the verb.
  public var isMethodNotSupported: Bool { has(.methodNotAllowed, orCode: 405) }

  /// None of the offered media types can be given.
  public var isNotAcceptable: Bool { has(.notAcceptable, orCode: 406) }

  /// The body's media type is not accepted, such as a strategic merge patch for a custom resource.
  public var isUnsupportedMediaType: Bool { has(.unsupportedMediaType, orCode: 415) }

  /// The body is larger than the server accepts.
  public var isRequestEntityTooLarge: Bool { has(.requestEntityTooLarge) || status?.code == 413 }

  /// The answer did not come from an API server, or not in its form.
  public var isUnexpectedResponse: Bool { hasCause(Status.Cause.unexpectedServerResponse) }

  /// The version asked for is newer than what the server has seen yet: it lags behind the one that gave the version.
  ///
  /// Waiting, or listing without a version, helps. Comes with ``isTimeout``.
  public var isTooLargeResourceVersion: Bool {
    if hasCause(Status.Cause.resourceVersionTooLarge) { return true }
    // Servers before 1.20 name no cause, but their message always has these words.
    return isTimeout && message.contains("Too large resource version")
  }

  /// True if the same call may succeed later without anything being changed: overload, timeouts, failures inside or on
  /// the way to the server.
  ///
  /// It does not say that repeating it is harmless: a create that timed out may have happened.
  public var isTransient: Bool {
    switch code {
    case .api:
      return isTooManyRequests || isTimeout || isServerTimeout || isInternalError || isServiceUnavailable
        || status?.code == 502
    case .timeout, .watchClosed: return true
    case .transport:
      guard let cause = cause as? TransportError else { return true }
      return cause.code != .tls && cause.code != .responseTooLarge && cause.code != .invalidRequest
        && cause.code != .shutdown
    default: return false
    }
  }

  /// How long the server asks to be left alone: its `Retry-After`, or the seconds in its ``Status``.
  ///
  /// Zero where it asks to try again at once; nil where it asks for nothing.
  public var suggestedDelay: Duration? {
    if let retryAfter { return retryAfter }
    guard let details = status?.details else { return nil }
    let seconds = details.retryAfterSeconds ?? 0
    return seconds > 0 || isServerTimeout ? .seconds(max(seconds, 0)) : nil
  }

  private func has(_ reason: StatusReason) -> Bool { status?.reason == reason }

  private func has(_ reason: StatusReason, orCode code: Int) -> Bool {
    guard let status else { return false }
    if status.reason == reason { return true }
    if let given = status.reason, StatusReason.known.contains(given) { return false }
    return status.code == code
  }

  private func hasCause(_ reason: String) -> Bool { causes.contains { $0.reason == reason } }
}

extension StatusReason {
  /// Reasons that are more telling than the HTTP code they come with.
  static let known: Set<StatusReason> = [
    .unauthorized, .forbidden, .notFound, .alreadyExists, .conflict, .gone, .expired, .invalid, .timeout,
    .serverTimeout, .tooManyRequests, .badRequest, .methodNotAllowed, .notAcceptable, .requestEntityTooLarge,
    .unsupportedMediaType, .internalError, .serviceUnavailable, .storageReadError,
  ]
}

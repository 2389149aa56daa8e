import KubernetesCore
import Testing

@Suite struct PredicateTests {
  typealias Predicate = @Sendable (KubernetesError) -> Bool

  /// Reason, code that comes with it, predicate.
  static let table: [(StatusReason, Int, Predicate)] = [
    (.unauthorized, 401, { $0.isUnauthorized }), (.forbidden, 403, { $0.isForbidden }),
    (.notFound, 404, { $0.isNotFound }), (.conflict, 409, { $0.isConflict }), (.gone, 410, { $0.isGone }),
    (.invalid, 422, { $0.isInvalid }), (.tooManyRequests, 429, { $0.isTooManyRequests }),
    (.timeout, 504, { $0.isTimeout }), (.internalError, 500, { $0.isInternalError }),
    (.serviceUnavailable, 503, { $0.isServiceUnavailable }), (.badRequest, 400, { $0.isBadRequest }),
    (.methodNotAllowed, 405, { $0.isMethodNotSupported }), (.notAcceptable, 406, { $0.isNotAcceptable }),
    (.unsupportedMediaType, 415, { $0.isUnsupportedMediaType }),
    (.requestEntityTooLarge, 413, { $0.isRequestEntityTooLarge }),
  ]

  private func error(_ reason: StatusReason?, _ code: Int?) -> KubernetesError {
    KubernetesError(status: Status(status: "Failure", message: "m", reason: reason, code: code))
  }

  @Test func theReasonDecides() {
    for (reason, _, predicate) in Self.table {
      #expect(predicate(error(reason, nil)), "\(reason)")
      #expect(predicate(error(reason, 599)), "\(reason)")
    }
  }

  @Test func theCodeDecidesWhereTheReasonIsMissingOrUnknown() {
    for (reason, code, predicate) in Self.table {
      #expect(predicate(error(nil, code)), "\(reason)")
      #expect(predicate(error("SomethingNew", code)), "\(reason)")
    }
  }

  @Test func aKnownReasonBeatsTheCode() {
    // These two go by the code as well, as they always did in client-go.
    let exempt: Set<StatusReason> = [.tooManyRequests, .requestEntityTooLarge]
    for (reason, code, predicate) in Self.table where !exempt.contains(reason) {
      #expect(!predicate(error(.storageReadError, code)), "\(reason)")
    }
  }

  @Test func onlyTheReasonTellsAnExistingObjectAndAServerTimeout() {
    #expect(error(.alreadyExists, 409).isAlreadyExists)
    #expect(!error(nil, 409).isAlreadyExists)
    #expect(error(.serverTimeout, 500).isServerTimeout)
    #expect(!error(.serverTimeout, 500).isInternalError)
    #expect(!error(nil, 500).isServerTimeout)
  }

  @Test func bothReasonsOf410AreExpired() {
    #expect(error(.expired, 410).isExpired && !error(.expired, 410).isGone)
    #expect(error(.gone, 410).isExpired && error(.gone, 410).isGone)
    #expect(error(nil, 410).isExpired)
  }

  @Test func errorsOfOtherOriginHaveNoReason() {
    let error = KubernetesError(.transport, "refused", cause: TransportError(.connect, "refused"))
    for (reason, _, predicate) in Self.table { #expect(!predicate(error), "\(reason)") }
    #expect(error.isTransient)
    #expect(error.suggestedDelay == nil)
  }

  @Test func transience() {
    for code in [429, 500, 502, 503, 504] { #expect(error(nil, code).isTransient, "\(code)") }
    for code in [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 501] {
      #expect(!error(nil, code).isTransient, "\(code)")
    }
    #expect(KubernetesError(.timeout, "").isTransient)
    #expect(KubernetesError(.watchClosed, "").isTransient)
    #expect(!KubernetesError(.transport, "", cause: TransportError(.tls, "")).isTransient)
    #expect(!KubernetesError(.decoding, "").isTransient)
    #expect(!KubernetesError(.configuration, "").isTransient)
  }

  @Test func delays() {
    var status = Status(reason: .serverTimeout, details: Status.Details())
    #expect(KubernetesError(status: status).suggestedDelay == .zero)
    status.details?.retryAfterSeconds = 3
    #expect(KubernetesError(status: status).suggestedDelay == .seconds(3))
    status = Status(reason: .conflict, details: Status.Details())
    #expect(KubernetesError(status: status).suggestedDelay == nil)
    status.details?.retryAfterSeconds = -3
    #expect(KubernetesError(status: status).suggestedDelay == nil)
  }

  @Test func tooLargeVersionsOfOldServersAreKnownByTheirMessage() {
    let old = KubernetesError(
      status: Status(message: "Timeout: Too large resource version: 9, current: 2", reason: .timeout))
    #expect(old.isTooLargeResourceVersion)
    #expect(
      !KubernetesError(status: Status(message: "Too large resource version", reason: .conflict))
        .isTooLargeResourceVersion)
  }
}

import KubernetesCore
import Testing

@testable import KubernetesControllers

@Suite("What answers to events mean")
struct EventOutcomeTests {
  private func outcome(
    _ code: Int, _ reason: StatusReason? = nil, causes: [Status.Cause] = [], isCreation: Bool = true
  ) -> EventWrite.Outcome {
    var status = Status(message: "m", reason: reason, code: code)
    if !causes.isEmpty { status.details = Status.Details(causes: causes) }
    return EventWrite.Outcome(KubernetesError(status: status), isCreation: isCreation)
  }

  @Test func overloadConcernsEveryEvent() {
    #expect(outcome(429, .tooManyRequests) == .failed(delay: nil, isGeneral: true))
    #expect(outcome(503, .serviceUnavailable) == .failed(delay: nil, isGeneral: true))
    var error = KubernetesError(status: Status(message: "m", reason: .tooManyRequests, code: 429))
    error.retryAfter = .seconds(9)
    #expect(EventWrite.Outcome(error, isCreation: true) == .failed(delay: .seconds(9), isGeneral: true))
  }

  @Test(arguments: [500, 502, 504, 507]) func serverFailuresAreTriedAgain(_ code: Int) {
    #expect(outcome(code) == .failed(delay: nil, isGeneral: false))
  }

  @Test func brokenConnectionsAndCredentialsAreTriedAgain() {
    for code in [KubernetesError.Code.transport, .timeout, .credentials] {
      let error = KubernetesError(code, "m")
      #expect(EventWrite.Outcome(error, isCreation: true) == .failed(delay: nil, isGeneral: true))
    }
    #expect(outcome(401, .unauthorized) == .failed(delay: nil, isGeneral: true))
  }

  @Test func aTransportThatWasShutDownIsNotTriedAgain() {
    let error = KubernetesError(.transport, "m", cause: TransportError(.shutdown, "m"))
    guard case .refused(.stopped, _) = EventWrite.Outcome(error, isCreation: true) else {
      Issue.record("nothing can be written any more")
      return
    }
  }

  @Test func anEventThatExistsAlreadyIsNotRefused() {
    #expect(outcome(409, .alreadyExists) == .exists)
    #expect(outcome(409, .conflict, isCreation: false) == .failed(delay: nil, isGeneral: false))
  }

  @Test func aMissingEventIsMadeAgainAndAMissingNamespaceIsNot() {
    #expect(outcome(404, .notFound, isCreation: false) == .gone)
    guard case .refused(.refused, _) = outcome(404, .notFound) else {
      Issue.record("a missing namespace must be a refusal")
      return
    }
  }

  @Test func aDyingNamespaceIsNamed() {
    let causes = [Status.Cause(reason: "NamespaceTerminating", message: "", field: "metadata.namespace")]
    #expect(outcome(403, .forbidden, causes: causes) == .refused(.namespaceTerminating, "m"))
    guard case .refused(.refused, _) = outcome(403, .forbidden) else {
      Issue.record("a missing permission is a refusal of its own")
      return
    }
  }

  @Test func cancellationIsNoFailure() {
    #expect(EventWrite.Outcome(CancellationError(), isCreation: true) == .cancelled)
  }
}

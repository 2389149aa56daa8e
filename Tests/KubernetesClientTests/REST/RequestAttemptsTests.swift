import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("What follows an attempt")
struct RequestAttemptsTests {
  private func attempts(isRead: Bool = true, maximumRetries: Int = 3) -> RequestAttempts {
    RequestAttempts(policy: RetryPolicy(maximumRetries: maximumRetries, maximumDelay: .seconds(60)), isRead: isRead)
  }

  @Test(arguments: [429, 500, 503, 504])
  func anAnswerThatNamesADelayIsRetriedWithAnyVerb(status: Int) {
    var write = attempts(isRead: false)
    #expect(write.next(after: .answer(status: status, retryAfter: .seconds(2))) == .retry(after: .seconds(2)))
  }

  @Test(arguments: [429, 500, 503])
  func anAnswerWithoutADelayIsFinal(status: Int) {
    var attempts = attempts()
    #expect(attempts.next(after: .answer(status: status, retryAfter: nil)) == .finish)
  }

  @Test(arguments: [200, 404, 409, 410, 422])
  func otherAnswersAreFinalWhateverTheySay(status: Int) {
    var attempts = attempts()
    #expect(attempts.next(after: .answer(status: status, retryAfter: .seconds(1))) == .finish)
  }

  @Test func retriesAreCounted() {
    var attempts = attempts(maximumRetries: 2)
    let busy = RequestAttempts.Outcome.answer(status: 429, retryAfter: .zero)
    #expect(attempts.next(after: busy) == .retry(after: .zero))
    #expect(attempts.next(after: busy) == .retry(after: .zero))
    #expect(attempts.next(after: busy) == .finish)
    #expect(attempts.retries == 2)
  }

  @Test func aDelayBeyondTheLimitIsNotWaitedFor() {
    var attempts = attempts()
    #expect(attempts.next(after: .answer(status: 503, retryAfter: .seconds(3600))) == .finish)
  }

  @Test func brokenConnectionsAreRetriedForReadsOnly() {
    let broken = RequestAttempts.Outcome.failure(TransportError(.closed, "reset"))
    var read = attempts(isRead: true)
    #expect(read.next(after: broken) == .retry(after: .seconds(1)))
    var write = attempts(isRead: false)
    #expect(write.next(after: broken) == .finish)
  }

  @Test(arguments: [TransportError.Code.tls, .resolve, .connect, .timeout, .idle, .shutdown, .responseTooLarge])
  func failuresThatWouldRepeatAreFinal(code: TransportError.Code) {
    var attempts = attempts()
    #expect(attempts.next(after: .failure(TransportError(code, "", isBeforeResponse: true))) == .finish)
  }

  @Test func credentialsAreRenewedOnce() {
    var attempts = attempts(isRead: false)
    #expect(attempts.next(after: .answer(status: 401, retryAfter: nil)) == .renewCredentials)
    #expect(attempts.next(after: .answer(status: 401, retryAfter: nil)) == .finish)
  }
}

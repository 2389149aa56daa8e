internal import KubernetesCore

/// Decides, after each attempt of one request, what is next. Pure: it waits for nothing and sends nothing.
struct RequestAttempts: Sendable {
  /// How an attempt ended.
  enum Outcome {
    case answer(status: Int, retryAfter: Duration?)
    case failure(TransportError)
  }

  enum Action: Equatable {
    /// Hand the answer, or the failure, to the caller.
    case finish
    case retry(after: Duration)
    /// Ask the credential source for new credentials and send the request once more.
    case renewCredentials
  }

  private let policy: RetryPolicy
  private let isRead: Bool
  private(set) var retries = 0
  private var hasRenewedCredentials = false

  init(policy: RetryPolicy, isRead: Bool) {
    self.policy = policy
    self.isRead = isRead
  }

  mutating func next(after outcome: Outcome) -> Action {
    switch outcome {
    case .answer(status: 401, _):
      if hasRenewedCredentials { return .finish }
      hasRenewedCredentials = true
      return .renewCredentials
    case .answer(let status, let retryAfter?) where status == 429 || (500...599).contains(status):
      return retry(after: retryAfter)
    case .answer:
      return .finish
    case .failure(let error):
      return isRead && error.code == .closed ? retry(after: policy.transportDelay) : .finish
    }
  }

  private mutating func retry(after delay: Duration) -> Action {
    guard retries < policy.maximumRetries, delay <= policy.maximumDelay else { return .finish }
    retries += 1
    return .retry(after: delay)
  }
}

public import KubernetesCore

/// How one reconcile went.
public struct ReconcileOutcome: Sendable {
  /// How a reconcile can end.
  public enum Ending: Sendable {
    /// It succeeded.
    case succeeded(ReconcileResult)
    /// It failed, and is tried again after the delay; nil if the controller is being stopped.
    case failed(any Error, retryAfter: Duration?)
    /// It failed, and is not tried again; this is the cause.
    case failedForGood(any Error)
    /// It was cancelled because the controller had to end.
    case cancelled
  }

  /// What was reconciled.
  public let key: ObjectKey
  /// How it ended.
  public let ending: Ending
  /// How long it took, by the controller's clock.
  public let duration: Duration
  /// 1, or one more for each failure of the key since it last succeeded.
  public let attempt: Int
}

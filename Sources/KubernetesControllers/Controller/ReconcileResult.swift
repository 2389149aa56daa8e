/// What a controller is to do with a key after a reconcile that has not failed.
public enum ReconcileResult: Hashable, Sendable {
  /// Nothing, until something changes.
  case done
  /// Reconcile the key again after this time, or when something changes, whichever is earlier.
  case requeue(after: Duration)
  /// Reconcile the key again as if it had failed: after the key's backoff, which grows.
  case requeueWithBackoff
}

/// A failure that trying again cannot mend: the key is not reconciled again until something changes.
///
/// ```swift
/// throw TerminalError(SpecError("spec.replicas is negative"))
/// ```
///
/// It is logged and counted, and the key's backoff is reset.
public struct TerminalError: Error, CustomStringConvertible {
  /// What is wrong.
  public let cause: any Error

  /// Marks an error as one that is not worth another try.
  public init(_ cause: any Error) { self.cause = cause }

  /// The cause, for people.
  public var description: String { "not retried: \(cause)" }
}

/// A reconcile took longer than ``ControllerOptions/reconcileTimeout``. It was cancelled, has ended, and is retried.
public struct ReconcileTimeout: Error, Hashable, CustomStringConvertible {
  /// The time it had.
  public let limit: Duration

  /// It took longer than this.
  public init(limit: Duration) { self.limit = limit }

  /// For people.
  public var description: String { "the reconcile took longer than \(limit)" }
}

/// The times of an election. The defaults are those of the Kubernetes project's own controllers.
///
/// The times are checked together when they are given, and stay as they are, for that two never lead at once rests on them.
public struct LeaderElectionConfiguration: Hashable, Sendable {
  /// How long followers wait, after they saw the lease change, before they take it. The lease tells them in whole
  /// seconds, rounded up.
  public let leaseDuration: Duration
  /// For how long a leader goes on without having renewed.
  public let renewDeadline: Duration
  /// The pause between tries.
  public let retryPeriod: Duration
  /// Gives the lease up when the work has ended, so that a follower need not wait.
  public var releasesOnEnd: Bool

  /// 15 s, 10 s and 2 s.
  ///
  /// - Parameter releasesOnEnd: Whether the lease is given up when the work has ended.
  public init(releasesOnEnd: Bool) {
    leaseDuration = .seconds(15)
    renewDeadline = .seconds(10)
    retryPeriod = .seconds(2)
    self.releasesOnEnd = releasesOnEnd
  }

  /// 15 s, 10 s and 2 s, and the lease is given up when the work has ended.
  public init() { self.init(releasesOnEnd: true) }

  /// Times of one's own: `leaseDuration` > `renewDeadline` > 1.2 × `retryPeriod`, and none is below a second.
  ///
  /// The difference of the first two is what is left for the work to end in, and for clocks that run at different speeds.
  ///
  /// - Throws: What is wrong with the times.
  public init(
    leaseDuration: Duration = .seconds(15), renewDeadline: Duration = .seconds(10), retryPeriod: Duration = .seconds(2),
    releasesOnEnd: Bool = true
  ) throws(LeaderElectionConfigurationError) {
    // In this order, and by differences and parts of what is positive, nothing can overflow.
    guard retryPeriod >= .seconds(1) else { throw .retryTooShort(retryPeriod) }
    guard renewDeadline > retryPeriod, renewDeadline - retryPeriod > retryPeriod / 5 else {
      throw .deadlineTooShort(renewDeadline: renewDeadline, retryPeriod: retryPeriod)
    }
    guard leaseDuration > renewDeadline else {
      throw .leaseTooShort(leaseDuration: leaseDuration, renewDeadline: renewDeadline)
    }
    guard leaseDuration <= .seconds(Int64(Int32.max)) else { throw .leaseTooLong(leaseDuration) }
    self.leaseDuration = leaseDuration
    self.renewDeadline = renewDeadline
    self.retryPeriod = retryPeriod
    self.releasesOnEnd = releasesOnEnd
  }

  /// How long what has begun may go on when the lease could not be renewed: half of what is left before others take it.
  var timeAfterLoss: Duration { (leaseDuration - renewDeadline) / 2 }
  /// What the lease says: no less, or a follower would not wait as long as the checks have taken for granted.
  var leaseSeconds: Int {
    let (seconds, rest) = leaseDuration.components
    return Int(seconds) + (rest > 0 ? 1 : 0)
  }
  /// The most that one call may take, so that a hanging one cannot eat the deadline (client-go's rule).
  var callTimeout: Duration { max(.seconds(1), renewDeadline / 2) }
}

/// Why times do not make an election in which one leads at most, and somebody leads as a rule.
public enum LeaderElectionConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Tries would come less than a second apart, or not at all.
  case retryTooShort(Duration)
  /// A leader must have time to try again: its deadline must be more than 1.2 times the pause between tries.
  case deadlineTooShort(renewDeadline: Duration, retryPeriod: Duration)
  /// A leader must have stopped before others take over: the lease must be longer than the deadline.
  case leaseTooShort(leaseDuration: Duration, renewDeadline: Duration)
  /// A lease has room for 2³¹ − 1 seconds.
  case leaseTooLong(Duration)

  /// One line for people.
  public var description: String {
    switch self {
    case .retryTooShort(let period): "the pause between tries is \(period), below 1 second"
    case .deadlineTooShort(let deadline, let period):
      "the deadline of renewals, \(deadline), is not more than 1.2 times the pause between tries, \(period)"
    case .leaseTooShort(let lease, let deadline):
      "the lease, \(lease), is not longer than the deadline of renewals, \(deadline)"
    case .leaseTooLong(let lease): "the lease, \(lease), is longer than 2³¹ − 1 seconds"
    }
  }
}

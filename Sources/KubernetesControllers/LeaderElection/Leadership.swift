internal import KubernetesInformers
internal import KubernetesLocks

/// Given to the work that runs under a lease.
public struct Leadership: Sendable {
  /// The identity that leads.
  public let identity: String
  /// Grows with every new leader: give it to systems that can refuse those of the past.
  public let transitions: Int
  /// Of this term alone; nil when it is over.
  let deadline: Lock<Duration?>
  let now: @Sendable () -> Duration
  /// How long what has begun may go on, once the lease is lost.
  let loss = Observed<Duration?>(nil)

  /// What the current task works under; nil outside of the scope of an elector.
  @TaskLocal static var current: Leadership?

  /// True while the lease is held, by this process's own clock. Costs a look at the clock. Once the scope has been left it
  /// is false, also when the same elector leads again.
  ///
  /// The work is cancelled when the lease cannot be renewed. A process that was stopped for a while learns that only
  /// when it runs again, so look here right before an effect that must not happen twice.
  public var isValid: Bool {
    let now = now()
    return deadline.withLock { $0.map { now < $0 } ?? false }
  }
}

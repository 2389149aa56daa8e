/// Why leading has ended.
public struct LeaderElectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The identity that has lost the lease.
  public var identity: String
  /// Who holds it now, where that is known.
  public var leader: String?

  /// One line for people.
  public var description: String {
    "\(identity) could not renew its lease in time" + (leader.map { "; it is held by \($0)" } ?? "")
  }
}

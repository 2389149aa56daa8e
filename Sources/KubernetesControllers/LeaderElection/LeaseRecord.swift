/// What a lease says: who holds it, for how long at a time, and how often it has changed hands.
///
/// The times are for people. Whether a lease has run out is decided by the observer's own clock, never by these.
public struct LeaseRecord: Hashable, Sendable {
  /// Who holds the lease; empty when it was given up.
  public var holder: String
  /// How many seconds the holder may stay silent.
  public var durationSeconds: Int
  /// When the holder got the lease, as it says.
  public var acquireTime: String
  /// When the holder last renewed it, as it says.
  public var renewTime: String
  /// How often the lease has changed hands: a number that grows with every new leader.
  public var transitions: Int

  /// Joins the parts.
  public init(holder: String, durationSeconds: Int, acquireTime: String, renewTime: String, transitions: Int) {
    self.holder = holder
    self.durationSeconds = durationSeconds
    self.acquireTime = acquireTime
    self.renewTime = renewTime
    self.transitions = transitions
  }
}

/// What becomes of deltas that a subscriber has not fetched yet. A slow subscriber never holds up the informer, nor
/// other subscribers, whatever its policy.
public struct SubscriptionPolicy: Hashable, Sendable {
  enum Kind: Hashable { case unbounded, bounded(Int), latestPerKey }
  let kind: Kind

  /// All are kept. A subscriber that lags costs eight bytes a batch, for batches are shared, but keeps old objects
  /// alive.
  public static let unbounded = SubscriptionPolicy(kind: .unbounded)

  /// So many are kept, but at least one batch, however large; beyond that they are dropped, and the subscriber gets a
  /// ``Delta/replaced(_:)`` with everything that the store has when it comes back.
  public static func bounded(_ limit: Int) -> SubscriptionPolicy { SubscriptionPolicy(kind: .bounded(max(limit, 1))) }

  /// Of each object the change since the subscriber last heard of it is kept, as one delta. An object that came and
  /// went meanwhile is never mentioned; one that was deleted and made again comes as an update.
  public static let latestPerKey = SubscriptionPolicy(kind: .latestPerKey)
}

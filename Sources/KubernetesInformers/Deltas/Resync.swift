/// A request to tell subscribers again what is in the cache, as updates from each object to itself.
public struct Resync: Sendable {
  /// The subscriptions that are to be told; nil for all.
  let audience: Set<UInt64>?

  init(audience: Set<UInt64>?) { self.audience = audience }

  /// Tells everybody.
  public init() { audience = nil }
}

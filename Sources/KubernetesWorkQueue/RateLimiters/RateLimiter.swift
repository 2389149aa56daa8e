/// Decides how long an item waits before it is tried again.
///
/// A limiter is a value with the counts it needs; a ``WorkQueue`` guards it with a lock. So a limiter of your own is a
/// struct with three synchronous methods, and needs no lock and no clock:
///
/// ```swift
/// struct ConstantRateLimiter<Item: Hashable & Sendable>: RateLimiter {
///   var retries: [Item: Int] = [:]
///
///   mutating func delay(for item: Item, at time: Duration) -> Duration {
///     retries[item, default: 0] += 1
///     return .seconds(30)
///   }
///   mutating func forget(_ item: Item) { retries[item] = nil }
///   func requeues(of item: Item) -> Int { retries[item] ?? 0 }
/// }
/// ```
public protocol RateLimiter<Item>: Sendable {
  /// What is limited.
  associatedtype Item: Hashable & Sendable

  /// Counts a try of an item, and says how long to wait before it.
  ///
  /// - Parameters:
  ///   - item: What is to be tried again.
  ///   - time: Now, since a fixed point in the past. It may go back a little between two calls from different threads.
  /// - Returns: How long to wait. Not positive is not at all.
  mutating func delay(for item: Item, at time: Duration) -> Duration

  /// Resets the count of an item, and frees what is kept of it.
  mutating func forget(_ item: Item)

  /// How often an item was tried again since it was last forgotten.
  func requeues(of item: Item) -> Int
}

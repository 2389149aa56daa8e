/// How urgent an item is beside the other items of its queue.
///
/// A higher value is handed out first. Nothing starves: a waiting item gains one level for every
/// ``WorkQueueOptions/ageing`` items that are queued after it.
public struct WorkQueuePriority: RawRepresentable, Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  /// The level.
  ///
  /// Levels of different queues are not related.
  public let rawValue: Int32

  /// Makes a priority of a level.
  @inlinable
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Makes a priority from a literal, as in `queue.add(key, priority: 10)`.
  @inlinable
  public init(integerLiteral value: Int32) {
    self.rawValue = value
  }

  /// The priority of an item that was added without one: 0.
  public static let standard = WorkQueuePriority(rawValue: 0)

  /// The priority of work that can wait, such as the objects of an initial list: −100, as in controller-runtime.
  public static let low = WorkQueuePriority(rawValue: -100)

  /// The priority of work that should overtake what is queued: 100.
  public static let high = WorkQueuePriority(rawValue: 100)

  /// Whether the left item is less urgent.
  @inlinable
  public static func < (left: WorkQueuePriority, right: WorkQueuePriority) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What a recorder has done since it was made.
public struct EventRecorderStatistics: Hashable, Sendable {
  /// Calls of `record`.
  public var recorded = 0
  /// Events that were made on the server.
  public var created = 0
  /// Writes of a series' count.
  public var updated = 0
  /// Tries that failed and were, or will be, made again.
  public var retried = 0
  /// Occurrences that were dropped.
  public var dropped = 0
  /// Events that wait to be written or are being written.
  public var pending = 0

  /// Nothing done.
  public init() {}
}

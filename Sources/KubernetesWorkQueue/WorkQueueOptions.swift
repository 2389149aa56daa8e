/// What a ``WorkQueue`` can be told when it is made.
public struct WorkQueueOptions: Sendable {
  /// How many items must be queued after a waiting item for it to rise by one level of priority.
  ///
  /// An item of a higher priority overtakes a waiting one while the difference of their levels times `ageing` is more
  /// than the number of items queued between them; after that the older one goes first. So no item waits behind more
  /// than that many later ones. 0 ignores priorities. The default is 1,000. Counting items instead of seconds keeps the
  /// clock out of `add` and makes the order reproducible.
  public var ageing: UInt32

  /// Where the queue reports to, or `nil` for nowhere, which costs nothing.
  public var metrics: WorkQueueMetrics?

  /// Makes options.
  public init(ageing: UInt32 = 1_000, metrics: WorkQueueMetrics? = nil) {
    self.ageing = ageing
    self.metrics = metrics
  }
}

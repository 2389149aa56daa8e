public import Metrics

/// Where a ``WorkQueue`` reports to, and under which name.
///
/// The metrics are client-go's, so that its dashboards and alerts work unchanged. All carry the dimension `name`.
///
/// | label | type | meaning |
/// |---|---|---|
/// | `workqueue_depth` | meter | items to be handed out |
/// | `workqueue_adds_total` | counter | additions that were not merged with a pending one |
/// | `workqueue_queue_duration_seconds` | timer | from the addition to the hand-out |
/// | `workqueue_work_duration_seconds` | timer | from the hand-out to the end of the work |
/// | `workqueue_unfinished_work_seconds` | meter | sum of the ages of the work in progress |
/// | `workqueue_longest_running_processor_seconds` | meter | age of the oldest work in progress |
/// | `workqueue_retries_total` | counter | additions with a delay, rate limited ones included |
///
/// A delayed item counts from the end of its delay. The ages are reported every ``interval`` while work is in progress.
///
/// Each queue has metrics of its own: queues that share a name add up only if the backend adds them up.
public struct WorkQueueMetrics: Sendable {
  /// The value of the dimension `name`: what the queue is for, such as the controller's name.
  public var name: String
  /// Makes the metrics; `nil` for the factory that the task or the process has been given.
  public var factory: (any MetricsFactory)?
  /// How often the ages of the work in progress are reported.
  ///
  /// client-go has 500 ms.
  public var interval: Duration

  /// Describes the metrics of a queue.
  public init(name: String, factory: (any MetricsFactory)? = nil, interval: Duration = .milliseconds(500)) {
    self.name = name
    self.factory = factory
    self.interval = interval
  }

  /// What records them, or `nil` if nobody would see it: metrics that go nowhere cost nothing.
  @usableFromInline
  func makeMeter() -> WorkQueueMeter? {
    let factory = factory ?? MetricsSystem.factory
    return factory is NOOPMetricsHandler ? nil : WorkQueueMeter(name: name, factory: factory, interval: interval)
  }
}

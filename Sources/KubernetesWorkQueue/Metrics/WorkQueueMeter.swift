internal import Metrics

/// Records a queue's metrics.
///
/// Calls the metrics backend, so it is used outside of the queue's lock.
@usableFromInline
final class WorkQueueMeter: Sendable {
  private let depth: Meter
  private let adds: Counter
  private let waited: Metrics.Timer
  private let worked: Metrics.Timer
  private let unfinished: Meter
  private let longest: Meter
  private let retries: Counter
  let interval: Duration

  init(name: String, factory: any MetricsFactory, interval: Duration) {
    let dimensions = [("name", name)]
    depth = Meter(label: "workqueue_depth", dimensions: dimensions, factory: factory)
    adds = Counter(label: "workqueue_adds_total", dimensions: dimensions, factory: factory)
    waited = Timer(label: "workqueue_queue_duration_seconds", dimensions: dimensions, factory: factory)
    worked = Timer(label: "workqueue_work_duration_seconds", dimensions: dimensions, factory: factory)
    unfinished = Meter(label: "workqueue_unfinished_work_seconds", dimensions: dimensions, factory: factory)
    longest = Meter(label: "workqueue_longest_running_processor_seconds", dimensions: dimensions, factory: factory)
    retries = Counter(label: "workqueue_retries_total", dimensions: dimensions, factory: factory)
    self.interval = max(interval, .milliseconds(1))
  }

  /// An item was added with a delay.
  @usableFromInline
  func retried() {
    retries.increment()
  }

  /// What a critical section has noted.
  func record(_ notes: WorkQueueNotes) {
    if notes.added > 0 {
      adds.increment(by: notes.added)
      // Steps, not values: they come from many threads, in any order.
      depth.increment(by: Double(notes.added))
    }
    if !notes.waited.isEmpty { depth.decrement(by: Double(notes.waited.count)) }
    for nanoseconds in notes.waited { waited.recordNanoseconds(nanoseconds) }
    for nanoseconds in notes.worked { worked.recordNanoseconds(nanoseconds) }
  }

  /// The ages of the work in progress.
  func report(_ progress: WorkQueueTimes.Progress) {
    unfinished.set(progress.unfinished)
    longest.set(progress.longest)
  }

  /// The queue goes, with so many items that were to be handed out.
  func retire(_ outstanding: Int) {
    if outstanding > 0 { depth.decrement(by: Double(outstanding)) }
    report(WorkQueueTimes.Progress(unfinished: 0, longest: 0))
  }
}

import Metrics

/// What an informer tells the application's metrics backend, under its name.
struct InformerMetrics: Sendable {
  private let lists: Counter
  private let watches: Counter
  private let events: Counter
  private let failures: Counter
  private let undecodable: Counter
  private let objects: Gauge

  /// Nil if nobody would see it.
  init?(name: String, factory: any MetricsFactory = MetricsSystem.factory) {
    guard !(factory is NOOPMetricsHandler) else { return nil }
    let dimensions = [("informer", name)]
    lists = Counter(label: "kubernetes_informer_lists_total", dimensions: dimensions, factory: factory)
    watches = Counter(label: "kubernetes_informer_watches_total", dimensions: dimensions, factory: factory)
    events = Counter(label: "kubernetes_informer_events_total", dimensions: dimensions, factory: factory)
    failures = Counter(label: "kubernetes_informer_failures_total", dimensions: dimensions, factory: factory)
    undecodable = Counter(
      label: "kubernetes_informer_undecodable_objects_total", dimensions: dimensions, factory: factory)
    objects = Gauge(label: "kubernetes_informer_objects", dimensions: dimensions, factory: factory)
  }

  /// Records what has happened between two states.
  func record(from old: ReflectorStatus, to new: ReflectorStatus) {
    let sums: [(Counter, Int)] = [
      (lists, new.lists - old.lists), (watches, new.watches - old.watches), (events, new.events - old.events),
      (failures, new.failures - old.failures), (undecodable, new.undecodable - old.undecodable),
    ]
    for (counter, increase) in sums where increase > 0 { counter.increment(by: increase) }
  }

  /// Records how many objects there are now.
  func record(objects count: Int) { objects.record(count) }
}

extension Informer {
  /// Follows the states of one run, which are sums: those that are missed are in the next one. Cancelled, it records
  /// what is left.
  @concurrent
  nonisolated func record(_ metrics: InformerMetrics) async {
    var old = ReflectorStatus()
    for await status in statuses {
      metrics.record(from: old, to: status)
      old = status
    }
    metrics.record(from: old, to: status)
  }
}

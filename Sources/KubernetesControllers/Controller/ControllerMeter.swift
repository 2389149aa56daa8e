internal import Metrics

/// Records a controller's metrics; the labels are controller-runtime's, so that its dashboards work unchanged.
final class ControllerMeter: Sendable {
  private let results: [Result: Counter]
  private let errors: Counter
  private let terminal: Counter
  private let timeouts: Counter
  private let time: Metrics.Timer
  private let active: Meter

  enum Result: String, CaseIterable {
    case success
    case error
    case requeue
    case requeueAfter = "requeue_after"
  }

  /// Nil if nobody would see it.
  init?(_ options: ControllerOptions, name: String) {
    let factory = options.metricsFactory ?? MetricsSystem.factory
    guard options.recordsMetrics, !(factory is NOOPMetricsHandler) else { return nil }
    let dimensions = [("controller", name)]
    func counter(_ label: String) -> Counter { Counter(label: label, dimensions: dimensions, factory: factory) }
    // All series are there from the start, at zero.
    results = Dictionary(
      uniqueKeysWithValues: Result.allCases.map { result in
        let counter = Counter(
          label: "controller_runtime_reconcile_total", dimensions: dimensions + [("result", result.rawValue)],
          factory: factory)
        counter.increment(by: 0)
        return (result, counter)
      })
    errors = counter("controller_runtime_reconcile_errors_total")
    terminal = counter("controller_runtime_terminal_reconcile_errors_total")
    timeouts = counter("controller_runtime_reconcile_timeouts_total")
    for counter in [errors, terminal, timeouts] { counter.increment(by: 0) }
    time = Timer(label: "controller_runtime_reconcile_time_seconds", dimensions: dimensions, factory: factory)
    active = Meter(label: "controller_runtime_active_workers", dimensions: dimensions, factory: factory)
    active.set(0)
    Meter(label: "controller_runtime_max_concurrent_reconciles", dimensions: dimensions, factory: factory)
      .set(max(options.maximumConcurrentReconciles, 1))
  }

  func began() { active.increment() }

  func ended(_ ending: ReconcileOutcome.Ending, after duration: Duration) {
    active.decrement()
    time.record(duration: duration)
    switch ending {
    case .succeeded(.done): results[.success]?.increment()
    case .succeeded(.requeue): results[.requeueAfter]?.increment()
    case .succeeded(.requeueWithBackoff): results[.requeue]?.increment()
    case .failed(let error, _):
      results[.error]?.increment()
      errors.increment()
      if error is ReconcileTimeout { timeouts.increment() }
    case .failedForGood:
      results[.error]?.increment()
      errors.increment()
      terminal.increment()
    case .cancelled: break
    }
  }
}

public import KubernetesCore
public import KubernetesWorkQueue
public import Logging
public import Metrics

/// How a ``Controller`` works. The defaults are those of controller-runtime.
public struct ControllerOptions: Sendable {
  /// The name in logs and metrics; nil for that of the resource. Give controllers of one resource different names.
  public var name: String?
  /// How many keys are reconciled at the same time at most; each key by one at a time, whatever this is.
  public var maximumConcurrentReconciles = 1
  /// How long the caches of all sources may take to fill.
  public var syncTimeout = Duration.seconds(120)
  /// After what time a reconcile is cancelled and counted as failed; nil for never, which saves a task for each.
  public var reconcileTimeout: Duration?
  /// How long a controller that has been asked to stop waits for reconciles that have begun before it cancels them.
  public var drainTimeout = Duration.seconds(30)
  /// How often everything is reconciled without a change; nil for never. This is no request to the server.
  public var resyncPeriod: Duration?
  /// The priority of what is there in the beginning, and of resyncs, which anything that changes overtakes: up to
  /// ``ageing`` keys for each level of the difference, which is 100,000 by default.
  public var backgroundPriority = WorkQueuePriority.low
  /// How many items must be queued after a waiting one for it to rise by one level of priority; see
  /// `WorkQueueOptions/ageing`.
  public var ageing: UInt32 = 1_000
  /// Makes what decides how long a failed key waits: by default 5 ms, then twice as long for each further failure of the
  /// key, 1,000 s at most; reset by a success.
  public var makeRateLimiter: @Sendable () -> any RateLimiter<ObjectKey> = { ExponentialRateLimiter<ObjectKey>() }
  /// Whether metrics are recorded. They cost nothing when no metrics backend has been chosen.
  public var recordsMetrics = true
  /// Makes the metrics; nil for the factory that the process has been given.
  public var metricsFactory: (any MetricsFactory)?
  /// Where failures are logged; reconcilers get it with the key added.
  public var logger = Logger(label: "kubernetes.controller")
  /// Times backoff, delays and limits, and the informers that the controller runs itself.
  public var clock: any Clock<Duration> = ContinuousClock()

  /// The defaults, with the number of keys that are reconciled at the same time.
  public init(name: String? = nil, maximumConcurrentReconciles: Int = 1) {
    self.name = name
    self.maximumConcurrentReconciles = maximumConcurrentReconciles
  }
}

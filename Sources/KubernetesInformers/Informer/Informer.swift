public import KubernetesCore
public import Logging

/// A cache of one resource that keeps itself up to date and tells what changes.
///
/// ```swift
/// let informer = try Informer(pods, indexers: [byNode])
/// try await withThrowingTaskGroup { group in
///   group.addTask { try await informer.run() }
///   try await informer.waitForSync()
///   for await delta in informer.deltas() { … }
/// }
/// ```
///
/// Everything but ``run()`` can be called from anywhere without waiting: the ``store`` is read synchronously, and each
/// subscriber has its own place in the stream and its own policy. When a subscriber gets a delta, the store has it, or
/// is ahead of it. Only what a subscription has left when the informer is stopped may be newer than the store of an
/// informer that has been started again since.
///
/// Objects are values, and the cache shares them with all readers: nobody can change a cached object by mistake.
///
/// The informer does not throw passing errors; ``status`` tells them. Stopping ends all subscriptions and empties the
/// store, which would only grow stale; `run()` can be called again and then begins anew. The subscriptions of an informer
/// that nobody holds any more end too, also if it never ran.
public actor Informer<Object: KubernetesObject> {
  struct Life: Sendable {
    var isRunning = false
    var isSynced = false
    /// How many runs have ended.
    var endings = 0
    /// How many times it was asked to stop.
    var stops = 0
  }

  /// The cache.
  public nonisolated let store: ThreadSafeStore<Object>
  /// What is cached, and how.
  public nonisolated let options: InformerOptions

  nonisolated let source: any ListerWatcher<Object>
  nonisolated let transform: Reflector<Object>.Transform?
  nonisolated let logger: Logger?
  nonisolated let time: TimeSource
  nonisolated let random: @Sendable () -> Double
  nonisolated let makeReflector: @Sendable (@escaping Reflector<Object>.Sink) -> Reflector<Object>
  nonisolated let observed = Observed(ReflectorStatus())
  nonisolated let hub: SubscriptionHub<Object>
  nonisolated let life = Observed(Life())
  nonisolated let handlers = Observed<[EventHandlerRegistration<Object>]>([])

  /// Makes an informer; nothing is read before ``run()``.
  ///
  /// - Parameters:
  ///   - source: Where to list and watch, such as the client of a resource. Its calls must end when their task is
  ///     cancelled.
  ///   - options: What to cache, and how.
  ///   - indexers: Indexes of the store, besides the one by namespace.
  ///   - transform: Applied to each object before it is stored, once; to leave out what is not needed, for instance.
  ///   - logger: Where failures are logged, with the resource; nil for nowhere.
  ///   - clock: Times delays, watches and resyncs.
  ///   - random: Numbers from 0 up to 1 for jitter.
  /// - Throws: ``StoreError`` if two indexers have the same name.
  public init(
    _ source: any ListerWatcher<Object>, options: InformerOptions = InformerOptions(),
    indexers: [Indexer<Object>] = [], transform: (@Sendable (Object) throws -> Object)? = nil,
    logger: Logger? = Logger(label: "kubernetes.informer"), clock: some Clock<Duration> = ContinuousClock(),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) throws(StoreError) {
    let store = try ThreadSafeStore(indexers: indexers)
    store.setFed(false)
    let time = TimeSource(clock)
    self.store = store
    self.time = time
    self.source = source
    self.options = options
    self.transform = transform
    self.logger = logger
    self.random = random
    hub = SubscriptionHub(store: store, time: time)
    let observed = observed
    makeReflector = { sink in
      Reflector(
        source, options: options.reflector, transform: transform, logger: logger, time: time, random: random,
        observed: observed, sink: sink)
    }
  }

  /// Nobody can run it any more: whoever subscribed need not wait.
  deinit { hub.close() }

  /// What it is doing, what failed last, and when it tries again.
  public nonisolated var status: ReflectorStatus { observed.value }

  /// ``status`` as it changes.
  public nonisolated var statuses: ReflectorStatuses { ReflectorStatuses(observed) }

  /// True while somebody executes ``run()``.
  public nonisolated var isRunning: Bool { life.value.isRunning }

  /// True once everything that was there has been stored.
  public nonisolated var hasSynced: Bool { life.value.isSynced }

  /// What changes, one by one, beginning with what is there.
  ///
  /// - Parameters:
  ///   - policy: What becomes of deltas that have not been fetched yet.
  ///   - resync: How often to be told everything again, as updates; at least a second. This is no request to the
  ///     server. Nil for never.
  public nonisolated func deltas(
    _ policy: SubscriptionPolicy = .unbounded, resync: Duration? = nil
  ) -> InformerDeltas<Object> {
    InformerDeltas(hub: hub, policy: policy, resync: resync)
  }

  /// What changes, in batches, beginning with what is there; see ``deltas(_:resync:)``.
  public nonisolated func batches(
    _ policy: SubscriptionPolicy = .unbounded, resync: Duration? = nil
  ) -> InformerBatches<Object> {
    InformerBatches(hub: hub, policy: policy, resync: resync)
  }

  /// Adds functions to be called for what changes, beginning with what is there. They are called by tasks of
  /// ``run()``, and only while it is executed.
  @discardableResult
  public nonisolated func addEventHandler(
    _ handler: ResourceEventHandler<Object>, resync: Duration? = nil
  ) -> EventHandlerRegistration<Object> {
    let registration = EventHandlerRegistration(handler, resync: resync, of: life, time)
    handlers.update { handlers in
      handlers.removeAll { $0.isRemoved }
      handlers.append(registration)
    }
    return registration
  }

  /// Ends ``run()``. Returns at once; `run()` returns when its tasks have ended.
  public nonisolated func stop() { life.update { $0.stops += 1 } }
}

public import KubernetesLocks

/// A queue of work in which an item is there once at most, and with one worker at most.
///
/// The queue between what notices that something must be done and what does it. Items are identities, as a rule keys of
/// objects: adding one says "look at this again".
///
/// - An item that is added while it is queued is not queued again.
/// - An item that is added while a worker has it is handed out again, once, when that worker has finished with it:
///   never to two workers at the same time, and never lost.
/// - An item that is added for later (``add(_:after:priority:)``) is handed out once, at the earliest of the times
///   asked for. "Now" is earlier than any other: adding an item for now takes the place of a pending delay.
/// - Items are handed out by priority, with ageing, and in the order of their addition within a priority.
///
/// ```swift
/// let queue = WorkQueue<String>()
/// queue.add("default/web")
///
/// for await key in queue {
///   do {
///     try await reconcile(key)
///     queue.forget(key)
///   } catch {
///     queue.addRateLimited(key)
///   }
/// }
/// ```
///
/// Start as many tasks with such a loop as items may be worked on at the same time, or use
/// ``process(workers:_:)``. The loop finishes each item when it asks for the next one, and the last one when it is left
/// in whatever way; there is no call to forget.
///
/// Everything that concerns one item is synchronous and can be called from any task or thread: it takes a lock for a
/// few dozen nanoseconds and never waits for the actor. The actor's own isolation guards the timer of the delayed items.
public actor WorkQueue<Item: Hashable & Sendable> {
  @usableFromInline typealias State = WorkQueueState<Item>

  @usableFromInline nonisolated let state: AdaptiveLock<State>
  @usableFromInline nonisolated let clock: QueueClock
  @usableFromInline nonisolated let limiter: SharedRateLimiter<Item>
  @usableFromInline nonisolated let meter: WorkQueueMeter?

  /// Delayed items by the time at which they are due.
  var wheel = TimerWheel()
  /// Sleeps until the wheel has something to do.
  ///
  /// There is one while an item is delayed.
  var timer: Task<Void, Never>?
  /// Reports how long work takes that has not finished.
  ///
  /// There is one while there is such work, if metrics are wanted.
  var reports: Task<Void, Never>?

  /// Makes an empty queue.
  ///
  /// - Parameters:
  ///   - limiter: How long ``addRateLimited(_:priority:)`` waits.
  ///   - options: Ageing and metrics.
  ///   - clock: What delays and metrics are measured with. Inject one of your own in tests.
  @inlinable
  public init<QueueTime: Clock<Duration>>(
    limiter: some RateLimiter<Item>,
    options: WorkQueueOptions = WorkQueueOptions(),
    clock: QueueTime = ContinuousClock()
  ) {
    let meter = options.metrics?.makeMeter()
    self.state = AdaptiveLock(State(ageing: options.ageing, times: meter == nil ? nil : WorkQueueTimes()))
    self.clock = QueueClock(clock)
    self.limiter = SharedRateLimiter(limiter)
    self.meter = meter
  }

  /// Makes an empty queue that retries as client-go's controllers do: after 5 ms, then twice as long for each further
  /// retry of an item, 1,000 s at most; and 10 times a second over all items after a burst of 100.
  ///
  /// - Parameters:
  ///   - options: Ageing and metrics.
  ///   - clock: What delays and metrics are measured with. Inject one of your own in tests.
  @inlinable
  public init<QueueTime: Clock<Duration>>(
    options: WorkQueueOptions = WorkQueueOptions(),
    clock: QueueTime = ContinuousClock()
  ) {
    self.init(limiter: .controllerDefault(), options: options, clock: clock)
  }

  deinit {
    timer?.cancel()
    reports?.cancel()
    retireMetrics()
  }
}

extension WorkQueue {
  /// How many items are ready to be handed out.
  ///
  /// Items that are delayed or with a worker are not counted.
  public nonisolated var count: Int { state.withLock { $0.machine.ready } }

  /// How many items are with a worker.
  public nonisolated var processingCount: Int { state.withLock { $0.machine.processing } }

  /// How many items wait for their delay to go by.
  public nonisolated var delayedCount: Int { state.withLock { $0.machine.delays.count } }

  /// Whether there is nothing to do, now or later: no item is ready, with a worker or delayed.
  public nonisolated var isEmpty: Bool {
    state.withLock { $0.machine.ready == 0 && $0.machine.processing == 0 && $0.machine.delays.count == 0 }
  }

  /// Whether the queue refuses additions.
  public nonisolated var isShuttingDown: Bool { state.withLock { $0.machine.isShuttingDown } }
}

import KubernetesCore
import KubernetesInformers
import KubernetesLocks
import KubernetesWorkQueue
import Logging
internal import Synchronization

/// One execution of a controller: its queue, and what its workers share.
///
/// Knows nothing of the type of the objects, so that the loop of the workers is compiled once, for keys.
final class ControllerRun: Sendable {
  let name: String
  /// Tells runs of a process apart.
  let id: UInt64
  let options: ControllerOptions
  let logger: Logger
  let queue: WorkQueue<ObjectKey>
  let time: TimeSource
  let meter: ControllerMeter?
  let outcomes: OutcomeHub
  /// When reconciles that are still in progress are cancelled; nil until the controller is asked to stop.
  let deadline = Observed<Duration?>(nil)
  private let drains = Atomic(false)
  /// Whether a key has ever failed, so that there is something to forget.
  private let hasFailed = Atomic(false)

  private static let runs = Atomic<UInt64>(0)

  init(name: String, options: ControllerOptions, outcomes: OutcomeHub) {
    self.name = name
    self.options = options
    self.outcomes = outcomes
    id = Self.runs.add(1, ordering: .relaxed).newValue
    logger = options.logger
    meter = ControllerMeter(options, name: name)
    let metrics =
      options.recordsMetrics ? WorkQueueMetrics(name: name, factory: options.metricsFactory) : nil
    queue = Self.queue(
      options.makeRateLimiter(), WorkQueueOptions(ageing: options.ageing, metrics: metrics), options.clock)
    time = Self.time(options.clock)
  }

  private static func queue(
    _ limiter: some RateLimiter<ObjectKey>, _ options: WorkQueueOptions, _ clock: some Clock<Duration>
  ) -> WorkQueue<ObjectKey> {
    WorkQueue(limiter: limiter, options: options, clock: clock)
  }

  private static func time(_ clock: some Clock<Duration>) -> TimeSource { TimeSource(clock) }

  /// Whether it has been asked to stop. Costs a load.
  var isDraining: Bool { drains.load(ordering: .relaxed) }

  /// Queues keys, in pieces, so that workers get the lock in between.
  ///
  /// - Returns: False if they were refused.
  @discardableResult
  func add(_ keys: ArraySlice<ObjectKey>, priority: WorkQueuePriority) -> Bool {
    var rest = keys
    while !rest.isEmpty {
      guard queue.add(contentsOf: rest.prefix(512), priority: priority) else { return false }
      rest = rest.dropFirst(512)
    }
    return !queue.isShuttingDown
  }

  /// Takes no further keys; what is in progress is cancelled after the limit. The shortest limit counts.
  func drain(within limit: Duration) {
    drains.store(true, ordering: .relaxed)
    let end = time.now() + limit
    deadline.update { $0 = min($0 ?? end, end) }
    queue.shutDown()
  }

  /// All workers have ended: what was left behind is not to be worked on, and not to be measured.
  func end() {
    queue.shutDown()
    queue.retireMetrics()
  }

  /// Waits until it has been asked to stop, and then until what is in progress has had its time.
  ///
  /// - Parameter isWorking: Whether there can be anything in progress.
  func waitForDrainLimit(_ isWorking: @Sendable () -> Bool) async {
    guard (try? await deadline.wait { $0 != nil }) != nil, isWorking() else { return }
    while !Task.isCancelled {
      let (limit, revision) = deadline.current
      guard let limit, time.now() < limit else { return }
      await withTaskGroup(of: Void.self) { group in
        group.addTask { try? await self.time.sleep(limit) }
        group.addTask { _ = await self.deadline.change(after: revision) }
        await group.next()
        group.cancelAll()
      }
    }
  }

  // MARK: Working

  /// Reconciles keys until the controller stops.
  func work(_ worker: Int, _ body: @escaping ReconcileBody, in scope: any AnyObject & Sendable) async {
    let cancellation = WorkerCancellation()
    await withTaskCancellationHandler {
      await work(worker, body, scope, cancellation)
    } onCancel: {
      cancellation.occur()
    }
  }

  /// A visit to the queue for each key, and a copy of the key: whatever else is done here is done for every reconcile.
  private func work(
    _ worker: Int, _ body: ReconcileBody, _ scope: any AnyObject & Sendable, _ cancellation: WorkerCancellation
  ) async {
    var turn = ReconcileTurn(worker: worker, number: 0)
    var lease = WorkQueueStateMachine.Lease.none
    while true {
      var visit = queue.visit(finishing: lease, isCancelled: cancellation.hasOccurred)
      if visit.isEmpty { visit = await queue.sleep() }
      lease = visit.lease
      guard let key = (consume visit).item else { return }
      if isDraining { return queue.finish(CollectionOfOne(lease)) }
      turn.number &+= 1
      // Reconciles that never wait for anything must not keep informers and timers off the threads.
      if turn.number % 256 == 0 { await Task.yield() }
      if meter == nil, !outcomes.hasListeners {
        do {
          let result = try await body(consume key, scope, turn)
          if result != .done || hasFailed.load(ordering: .relaxed) { settle(lease, result) }
        } catch {
          settle(lease, turn, error)
        }
      } else {
        await workObserved(key, turn, body, scope)
      }
    }
  }

  private func workObserved(
    _ key: ObjectKey, _ turn: ReconcileTurn, _ body: ReconcileBody, _ scope: any AnyObject & Sendable
  ) async {
    let attempt = queue.requeues(of: key) + 1
    let start = time.now()
    meter?.began()
    let ending: ReconcileOutcome.Ending
    do {
      let result = try await body(key, scope, turn)
      settle(key, result)
      ending = .succeeded(result)
    } catch {
      ending = settle(key, turn, error)
    }
    let duration = time.now() - start
    meter?.ended(ending, after: duration)
    outcomes.send(ReconcileOutcome(key: key, ending: ending, duration: duration, attempt: attempt))
  }

  /// As below, for a worker that has given its key away.
  private func settle(_ lease: WorkQueueStateMachine.Lease, _ result: ReconcileResult) {
    if let key = queue.item(of: lease) { settle(key, result) }
  }

  private func settle(_ lease: WorkQueueStateMachine.Lease, _ turn: ReconcileTurn, _ error: any Error) {
    if let key = queue.item(of: lease) { _ = settle(key, turn, error) }
  }

  private func settle(_ key: ObjectKey, _ result: ReconcileResult) {
    switch result {
    case .done: forget(key)
    case .requeue(let delay):
      forget(key)
      queue.add(key, after: delay)
    case .requeueWithBackoff:
      hasFailed.store(true, ordering: .relaxed)
      queue.addRateLimited(key)
    }
  }

  private func settle(_ key: ObjectKey, _ turn: ReconcileTurn, _ error: any Error) -> ReconcileOutcome.Ending {
    if error is CancellationError, Task.isCancelled { return .cancelled }
    var metadata: Logger.Metadata = [
      "controller": "\(name)", "namespace": "\(key.namespace)", "name": "\(key.name)",
      "reconcileID": "\(id)-\(turn.worker)-\(turn.number)", "error": "\(error)",
    ]
    if let terminal = error as? TerminalError {
      forget(key)
      logger.error("The reconcile failed for good", metadata: metadata)
      return .failedForGood(terminal.cause)
    }
    hasFailed.store(true, ordering: .relaxed)
    let delay = queue.addRateLimited(key)
    metadata["retryAfter"] = delay.map { "\($0)" }
    logger.error("The reconcile failed", metadata: metadata)
    return .failed(error, retryAfter: delay)
  }

  private func forget(_ key: ObjectKey) {
    if hasFailed.load(ordering: .relaxed) { queue.forget(key) }
  }

  /// A reconcile that is cancelled when it has taken too long.
  func limited(_ body: @escaping ReconcileBody) -> ReconcileBody {
    guard let limit = options.reconcileTimeout else { return body }
    return { [time] key, scope, turn in
      let key = copy key
      return try await time.within(time.now() + limit) {
        try await body(key, scope, turn)
      } late: {
        throw ReconcileTimeout(limit: limit)
      }
    }
  }
}

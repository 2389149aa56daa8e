import KubernetesCore

extension Informer {
  /// Fills the cache and follows the changes, until the task is cancelled or ``stop()`` is called. Then all
  /// subscriptions end, the store is emptied, and this returns. It can be called again.
  ///
  /// - Throws: ``InformerError/alreadyRunning``.
  public func run() async throws(InformerError) { try await run(since: stops) }

  /// How many times ``stop()`` has been called.
  nonisolated var stops: Int { life.value.stops }

  /// Runs unless it was stopped since `stops` was read: also before this call.
  func run(since stops: Int) async throws(InformerError) {
    try await run(since: stops, metrics: options.name.flatMap { InformerMetrics(name: $0) })
  }

  /// Runs, and records what happens.
  func run(since stops: Int, metrics: InformerMetrics?) async throws(InformerError) {
    guard !life.value.isRunning else { throw .alreadyRunning }
    // Whoever adds up must not begin with the sums of the run before.
    observed.set(ReflectorStatus())
    store.setFed(true)
    life.update { $0.isRunning = true }

    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.runHandlers() }
      if let metrics { group.addTask { await self.record(metrics) } }
      await feed(since: stops, metrics)
      // Only now: what the store has had, everybody has been told.
      hub.finish()
      group.cancelAll()
    }

    await store.removeAll()
    metrics?.record(objects: 0)
    // Whoever subscribed meanwhile may have been told of what the store has forgotten.
    hub.finish()
    store.setFed(false)
    life.update {
      $0.isRunning = false
      $0.isSynced = false
      $0.endings += 1
    }
  }

  /// Fills the store and tells the subscribers, and returns when both have come to rest.
  private nonisolated func feed(since stops: Int, _ metrics: InformerMetrics?) async {
    let fifo = DeltaFIFO<Object>(capacity: options.queueCapacity)
    let reflector = makeReflector { try await fifo.enqueue($0) }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await reflector.run() }
      group.addTask { await self.process(fifo, metrics) }
      group.addTask { await self.resync(fifo) }
      group.addTask { _ = try? await self.life.wait { $0.stops > stops } }
      // Each of them goes on until it is cancelled or told to stop: the first one that ends, ends all.
      await group.next()
      group.cancelAll()
    }
  }

  /// Stores what the reflector has learnt, then tells it: the store is never behind a subscriber.
  @concurrent
  private nonisolated func process(_ fifo: DeltaFIFO<Object>, _ metrics: InformerMetrics?) async {
    while let changes = await fifo.popAll() {
      let batches = await store.apply(changes)
      metrics?.record(objects: store.count)
      for batch in batches { hub.publish(batch) }
      if !life.value.isSynced, store.isSynced { life.update { $0.isSynced = true } }
    }
  }

  @concurrent
  private nonisolated func resync(_ fifo: DeltaFIFO<Object>) async {
    while !Task.isCancelled {
      let revision = hub.resyncs.current.revision
      guard let due = hub.nextResync else {
        _ = await hub.resyncs.change(after: revision)
        continue
      }
      await withTaskGroup(of: Void.self) { group in
        group.addTask { try? await self.time.sleep(due) }
        group.addTask { _ = await self.hub.resyncs.change(after: revision) }
        await group.next()
        group.cancelAll()
      }
      let audience = hub.takeDueResyncs(now: time.now())
      if !audience.isEmpty { try? await fifo.enqueue([.resync(Resync(audience: audience))]) }
    }
  }

  @concurrent
  private nonisolated func runHandlers() async {
    await withDiscardingTaskGroup { group in
      // Kept, so that none of them has the address of one before it.
      var started: [ObjectIdentifier: EventHandlerRegistration<Object>] = [:]
      var seen = handlers.current
      while true {
        started = started.filter { !$0.value.isRemoved }
        for registration in seen.value
        where !registration.isRemoved
          && started.updateValue(registration, forKey: ObjectIdentifier(registration)) == nil
        {
          group.addTask { await registration.run(self.hub) }
        }
        guard let next = await handlers.change(after: seen.revision) else { return }
        seen = next
      }
    }
  }

  /// Waits until everything that was there has been stored.
  ///
  /// An informer that cannot read its resource tries for ever, and says why in its log and in ``status``. With a limit
  /// the waiting ends, and the error has the reason; the informer goes on.
  ///
  /// - Parameters:
  ///   - limit: How long to wait in all, on the informer's clock; nil for as long as it takes.
  ///   - grace: How long to wait for somebody to call ``run()``.
  /// - Throws: ``InformerError/notRunning`` if nobody does, ``InformerError/stoppedBeforeSync`` if it ends before that,
  ///   ``InformerError/syncTimedOut(limit:lastError:)``, `CancellationError`.
  public nonisolated func waitForSync(
    within limit: Duration? = nil, startingWithin grace: Duration = .seconds(10)
  ) async throws {
    guard let limit else { return try await waitForSync(startingWithin: grace) }
    try await time.within(time.now() + limit) {
      try await self.waitForSync(startingWithin: min(grace, limit))
    } late: {
      if self.hasSynced { return }
      guard self.isRunning else { throw InformerError.notRunning }
      throw InformerError.syncTimedOut(limit: limit, lastError: self.status.lastError)
    }
  }

  private nonisolated func waitForSync(startingWithin grace: Duration) async throws {
    let before = life.value
    if before.isSynced { return }
    try await Self.waitForStart(of: life, since: before, time, within: grace)
    let after = try await life.wait { $0.isSynced || $0.endings > before.endings }
    if !after.isSynced { throw InformerError.stoppedBeforeSync }
  }

  /// Waits until an informer runs, or has run.
  ///
  /// - Throws: ``InformerError/notRunning``, `CancellationError`.
  static func waitForStart(
    of life: Observed<Life>, since before: Life, _ time: TimeSource, within grace: Duration
  ) async throws {
    if before.isRunning { return }
    try await time.within(time.now() + grace) {
      _ = try await life.wait { $0.isRunning || $0.isSynced || $0.endings > before.endings }
    } late: {
      throw InformerError.notRunning
    }
  }
}

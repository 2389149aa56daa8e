import KubernetesCore
import KubernetesInformers
import KubernetesLocks

extension Controller {
  private enum Ending { case finished, quiet }

  /// Runs informers and workers until the task is cancelled or ``stop(within:)`` is called, and can be called again.
  ///
  /// A cancelled controller takes no further keys, lets the reconciles that have begun come to their end, with the caches
  /// they read, and cancels them after ``ControllerOptions/drainTimeout``. Then it returns; so it may return a while
  /// after the cancellation, and does not return while a reconcile does not end.
  ///
  /// In the scope of a ``LeaderElector`` it is stopped when the lease is lost, too. Then reconciles that have begun are
  /// cancelled in time to end before another process can lead: after half of what the lease has left, and at once when
  /// somebody else has it already.
  ///
  /// - Throws: ``ControllerError``. Failures of reconciles, and passing failures of informers, end nothing.
  public func run() async throws(ControllerError) {
    let run = ControllerRun(name: name, options: plan.options, outcomes: outcomeHub)
    let isFirst = current.withLock { current in
      if current != nil { return false }
      current = run
      return true
    }
    guard isFirst else { throw .alreadyRunning }
    observed.update {
      $0.state = .syncing
      $0.failure = nil
    }
    // The work has a task of its own, for its reconciles must not see this one's cancellation at once.
    let work = Task { await self.execute(run) }
    let result = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      self.drain(run, within: plan.options.drainTimeout)
    }
    current.withLock { $0 = nil }
    run.end()
    outcomeHub.finish()
    observed.update {
      $0.state = .idle
      $0.endings += 1
      if case .failure(let failure) = result { $0.failure = failure }
    }
    try result.get()
  }

  /// Asks ``run()`` to end, and returns at once.
  ///
  /// - Parameter limit: How long reconciles that have begun may go on; nil for ``ControllerOptions/drainTimeout``. Of
  ///   several limits the one that ends first counts.
  public func stop(within limit: Duration? = nil) {
    guard let run = current.withLock({ $0 }) else { return }
    drain(run, within: limit ?? plan.options.drainTimeout)
  }

  private func drain(_ run: ControllerRun, within limit: Duration) {
    run.drain(within: limit)
    observed.update { if $0.state == .working { $0.state = .draining } }
  }

  private func execute(_ run: ControllerRun) async -> Result<Void, ControllerError> {
    let factory = plan.informers ?? SharedInformerFactory(logger: plan.options.logger, clock: plan.options.clock)
    var opened: [OpenSource] = []
    defer { for source in opened { source.close() } }
    do {
      opened.append(try await plan.source.open(plan.client, factory, mapping: nil, filter: plan.filter))
      for watch in plan.watches { opened.append(try await watch.open(plan.client, factory, plan.filter)) }
      try await work(run, opened, runs: plan.informers == nil ? factory : nil)
      return .success(())
    } catch let error as ControllerError {
      return .failure(error)
    } catch {
      // Whoever throws something else has been cancelled.
      return .success(())
    }
  }

  private func work(_ run: ControllerRun, _ sources: [OpenSource], runs factory: SharedInformerFactory?) async throws {
    guard let factory else { return try await work(run, sources) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try? await factory.run() }
      // The caches stay until the last reconcile has ended, though it was cancelled: to an empty one all would be gone.
      defer { group.cancelAll() }
      try await work(run, sources)
    }
  }

  private func work(_ run: ControllerRun, _ sources: [OpenSource]) async throws {
    let cache = ControllerCache(sources)
    let scope = ControllerScope(
      plan.source, client: plan.client, lister: try cache.lister(of: Object.self, plan.source.resource), cache: cache,
      run: run)
    let body = run.limited(plan.body)
    try await withThrowingTaskGroup(of: Ending.self) { group in
      defer { group.cancelAll() }
      for source in sources {
        for feed in source.feeds {
          group.addTask {
            await feed(run, cache)
            // Informers of others may stop before this controller has drained.
            if Task.isCancelled || run.isDraining { return .quiet }
            throw ControllerError.sourceStopped(source.name)
          }
        }
      }
      for keys in plan.keySources { group.addTask { try await Self.follow(keys, run) } }
      group.addTask {
        try await self.waitForSync(of: sources, run)
        self.observed.update {
          $0.state = run.isDraining ? .draining : .working
          $0.beginnings += run.isDraining ? 0 : 1
        }
        await self.reconcile(run, body, in: scope)
        return .finished
      }
      if let leadership = Leadership.current {
        group.addTask {
          let left = try await leadership.loss.wait { $0 != nil } ?? .zero
          self.drain(run, within: min(left, self.plan.options.drainTimeout))
          return .quiet
        }
      }
      group.addTask {
        await run.waitForDrainLimit { self.state != .syncing }
        return .finished
      }
      // The first to finish ends all. An error does, too.
      while let ending = try await group.next(), ending == .quiet {}
    }
  }

  private static func follow(_ keys: KeySource, _ run: ControllerRun) async throws -> Ending {
    do {
      try await keys(run)
    } catch let error where !Task.isCancelled {
      throw ControllerError.sourceFailed("a sequence of keys", cause: error)
    }
    return .quiet
  }

  private func reconcile(_ run: ControllerRun, _ body: @escaping ReconcileBody, in scope: ControllerScope<Object>) async
  {
    await withDiscardingTaskGroup { group in
      for worker in 0..<max(plan.options.maximumConcurrentReconciles, 1) {
        group.addTask { await run.work(worker, body, in: scope) }
      }
    }
  }

  private func waitForSync(of sources: [OpenSource], _ run: ControllerRun) async throws {
    let limit = plan.options.syncTimeout
    try await withThrowingTaskGroup(of: Bool.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        try await run.time.sleep(run.time.now() + limit)
        return false
      }
      for source in sources {
        group.addTask {
          do {
            // Whoever runs the informer has as long to begin as informers give by default.
            try await source.waitForSync(min(limit, .seconds(10)))
          } catch InformerError.notRunning {
            throw ControllerError.sourceNotRunning(source.name)
          } catch InformerError.stoppedBeforeSync {
            throw ControllerError.sourceStopped(source.name)
          }
          return true
        }
      }
      var left = sources.count
      while left > 0, let isSynced = try await group.next() {
        guard isSynced else {
          let late = sources.filter { !$0.isSynced() }
          throw ControllerError.syncTimedOut(
            sources: late.map(\.name), limit: limit, causes: late.compactMap { $0.lastError() })
        }
        left -= 1
      }
    }
  }
}

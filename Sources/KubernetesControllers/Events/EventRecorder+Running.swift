internal import KubernetesCore
internal import KubernetesInformers
internal import KubernetesLocks
internal import Logging

extension EventRecorder {
  /// Writes what is recorded, until the task is cancelled. Then what is left is written, for no longer than
  /// ``EventRecorderOptions/drainTimeout``, what is left after that is reported as lost, and this returns. It can be
  /// called again.
  ///
  /// - Throws: `KubernetesError` with the code `invalidRequest` when it runs already.
  public func run() async throws {
    guard !isRunning else { throw KubernetesError(.invalidRequest, "the event recorder is running already") }
    isRunning = true
    machine.withLock { $0.start() }
    // Writing goes on for a while after this task was cancelled, so it is not a part of it. It ends before this does.
    let writing = Task { await write() }
    await withTaskCancellationHandler {
      await writing.value
    } onCancel: {
      let now = time.now()
      machine.withLock { $0.drain(at: now) }
      news.update { $0 &+= 1 }
    }
    isRunning = false
  }

  /// Does something, and writes what is recorded until it has ended: what is left then is written for no longer than
  /// ``EventRecorderOptions/drainTimeout``, and what is left after that is reported as lost, and logged event by event.
  ///
  /// For a program that ends: a controller may drain for much longer than a recorder, and what its last reconciles record
  /// is to be written, too. A cancellation of the task reaches `body` at once, and the recorder when `body` has ended.
  ///
  /// ```swift
  /// try await events.run { try await controller.run() }
  /// ```
  ///
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws, and otherwise what ``run()`` does, in the end.
  public nonisolated(nonsending) func run<Result>(during body: () async throws -> Result) async throws -> Result {
    // Now, for `body` may record before the task has begun.
    machine.withLock { if $0.isStopped { $0.start() } }
    let writing = Task { try await self.run() }
    let result: Result
    do { result = try await body() } catch {
      writing.cancel()
      _ = await writing.result
      throw error
    }
    writing.cancel()
    try await writing.value
    return result
  }

  private enum Wake: Sendable {
    case news(UInt64)
    case time(Duration)
    case written
  }

  @concurrent
  private nonisolated func write() async {
    await withTaskGroup(of: Wake?.self) { group in
      var writing = 0
      // A later timer stays when there is an earlier one: it would be needed again after that.
      var timers: Set<Duration> = []
      func follow(_ revision: UInt64) {
        group.addTask { await self.news.change(after: revision).map { .news($0.revision) } }
      }
      follow(0)
      while let deadline = start(in: &group, &writing) {
        if let time = deadline.time, timers.allSatisfy({ time < $0 }) {
          timers.insert(time)
          group.addTask {
            try? await self.time.sleep(time)
            return .time(time)
          }
        }
        switch await group.next() {
        case .news(let revision)?: follow(revision)
        case .time(let time)?: timers.remove(time)
        case .written?: writing -= 1
        default: break
        }
      }
      group.cancelAll()
    }
    let lost = machine.withLock { $0.finish() }
    for drop in lost { report(drop, isLast: true) }
    if lost.isEmpty { return }
    logger.warning(
      "The recorder has ended before everything was written",
      metadata: ["events": "\(lost.count)", "occurrences": "\(lost.reduce(0) { $0 + $1.count })"])
  }

  /// Starts as many writes as may be under way. Returns when to look again at the latest; nil when all is done.
  private nonisolated func start(in group: inout TaskGroup<Wake?>, _ writing: inout Int) -> (time: Duration?, Void)? {
    while true {
      let now = time.now()
      let isBusy = writing >= max(options.concurrentWrites, 1)
      switch machine.withLock({ isBusy ? $0.rest(at: now) : $0.next(at: now) }) {
      case .write(let write):
        writing += 1
        group.addTask {
          await self.perform(write)
          return .written
        }
      case .wait(let time): return (time, ())
      case .finished: return nil
      }
    }
  }

  private nonisolated func perform(_ write: EventWrite) async {
    let event = write.event(reporter)
    var outcome: EventWrite.Outcome
    do {
      if write.isCreation { try await sink.create(event) } else { try await sink.update(event) }
      outcome = .written
    } catch {
      outcome = EventWrite.Outcome(error, isCreation: write.isCreation)
      // A sink that gives up by itself is a sink that fails: not without a pause.
      if outcome == .cancelled, !Task.isCancelled { outcome = .failed(delay: nil, isGeneral: true) }
      logger.debug(
        "An event cannot be written now", metadata: ["event": "\(write.name)", "error": "\(error)"])
    }
    recordWrite(write, outcome)
    let now = time.now()
    let chance = Double.random(in: 0...1)
    if let drop = machine.withLock({ $0.finish(write, outcome, at: now, chance: chance) }) { report(drop) }
  }
}

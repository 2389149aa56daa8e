import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesLocks
import KubernetesTestSupport
import Testing

@Suite("Retries of a controller", .timeLimit(.minutes(1)))
struct RetryTests {
  private let clock = ManualClock()
  private let things = ObjectCollection([Thing("a")])

  @Test func theBackoffDoublesAndASuccessResetsIt() async throws {
    let fails = Lock(true)
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { _, _ in
      if fails.withLock({ $0 }) { throw Failure() }
      return .done
    }
    let outcomes = controller.outcomes()
    try await running(controller) {
      for (attempt, delay) in [5, 10, 20].enumerated() {
        let outcome = try #require(await outcomes.first())
        #expect(outcome.attempt == attempt + 1)
        guard case .failed(_, let wait) = outcome.ending else {
          Issue.record("it did not fail")
          return
        }
        #expect(wait == .milliseconds(delay))
        if attempt == 2 { fails.withLock { $0 = false } }
        let due = clock.now.offset + .milliseconds(delay)
        await clock.sleeper(by: due)
        clock.advance(by: .milliseconds(delay - 1))
        #expect(controller.queueDepth == 0)
        clock.advance(by: .milliseconds(1))
      }
      let success = try #require(await outcomes.first())
      #expect(success.attempt == 4)
      guard case .succeeded(.done) = success.ending else {
        Issue.record("it did not succeed")
        return
      }
      fails.withLock { $0 = true }
      things.set(Thing("a", value: 1))
      let again = try #require(await outcomes.first())
      #expect(again.attempt == 1)
      guard case .failed(_, .milliseconds(5)) = again.ending else {
        Issue.record("the backoff was not reset")
        return
      }
    }
  }

  @Test func aRequeueComesAfterItsTime() async throws {
    let journal = Journal()
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { key, _ in
      journal.note(key)
      return journal.value.count == 1 ? .requeue(after: .seconds(10)) : .done
    }
    try await running(controller) {
      try await journal.wait(for: .named("a"))
      await clock.sleeper(by: .seconds(10))
      clock.advance(by: .seconds(9))
      #expect(journal.value.count == 1)
      await clock.sleeper(by: .seconds(10))
      clock.advance(by: .seconds(1))
      try await journal.wait(for: .named("a"), times: 2)
      try await eventually { controller.isIdle }
    }
    #expect(journal.value.count == 2)
  }

  @Test func aRequeueWithBackoffGrows() async throws {
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { _, context in
      context.attempt < 4 ? .requeueWithBackoff : .done
    }
    let outcomes = controller.outcomes()
    try await running(controller) {
      for attempt in 1...4 {
        #expect(await outcomes.first()?.attempt == attempt)
        guard attempt < 4 else { break }
        let delay = Duration.milliseconds(5 << (attempt - 1))
        await clock.sleeper(by: clock.now.offset + delay)
        clock.advance(by: delay)
      }
    }
  }

  @Test func aTerminalErrorIsNotRetriedButAChangeIs() async throws {
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { _, _ in
      throw TerminalError(Failure())
    }
    let outcomes = controller.outcomes()
    try await running(controller) {
      for round in 0..<2 {
        if round > 0 { things.set(Thing("a", value: round)) }
        let outcome = try #require(await outcomes.first())
        guard case .failedForGood(let cause) = outcome.ending else {
          Issue.record("it was not for good")
          return
        }
        #expect(cause is Failure)
        #expect(outcome.attempt == 1)
        try await eventually { controller.isIdle }
      }
    }
  }

  @Test func aTerminalErrorResetsTheBackoff() async throws {
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { _, context in
      if context.attempt == 2 { throw TerminalError(Failure()) }
      throw Failure()
    }
    let outcomes = controller.outcomes()
    try await running(controller) {
      #expect(await outcomes.first()?.attempt == 1)
      await clock.sleeper(by: .milliseconds(5))
      clock.advance(by: .milliseconds(5))
      #expect(await outcomes.first()?.attempt == 2)
      things.set(Thing("a", value: 1))
      #expect(await outcomes.first()?.attempt == 1)
    }
  }

  @Test func aReconcileThatTakesTooLongIsCancelledAndRetried() async throws {
    var options = ControllerOptions.quiet(clock)
    options.reconcileTimeout = .seconds(5)
    let began = Journal()
    let controller = Controller(for: ControllerSource(things), client: noClient, options: options) { key, _ in
      began.note(key)
      if began.value.count == 1 { try await Task.sleep(for: .seconds(3_600)) }
      return .done
    }
    let outcomes = controller.outcomes()
    try await running(controller) {
      try await began.wait(for: .named("a"))
      await clock.sleeper(by: .seconds(5))
      clock.advance(by: .seconds(5))
      guard case .failed(let error, .milliseconds(5)) = await outcomes.first()?.ending else {
        Issue.record("it did not fail")
        return
      }
      #expect(error as? ReconcileTimeout == ReconcileTimeout(limit: .seconds(5)))
      await clock.sleeper(by: .milliseconds(5_005))
      clock.advance(by: .milliseconds(5))
      guard case .succeeded = await outcomes.first()?.ending else {
        Issue.record("it was not tried again")
        return
      }
    }
  }
}

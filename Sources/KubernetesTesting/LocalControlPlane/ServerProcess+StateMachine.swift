internal import Subprocess

extension ServerProcess {
  /// The life of one server: launched, ready, ended, launched again, until it is finished or has failed.
  ///
  /// Total and without effects: an event that no longer matters (an old generation's readiness, a second stop) changes
  /// nothing.
  struct StateMachine {
    /// What `run()` does next.
    enum Step: Equatable, Sendable {
      /// Create the process of this generation and stay with it until it has ended.
      case launch(Int)
      /// Wait for another step.
      case wait
      /// The server is finished: return.
      case finish
      /// The server has failed: throw.
      case fail(Failure)
    }

    enum Failure: Equatable, Sendable {
      case exited(TerminationStatus, ready: Bool)
      case notReady(String)
      case launch(String)
      case cancelled
    }

    enum Action: Equatable, Sendable {
      case none
      case signal(Signal)
      case proceed(Step)
    }

    enum Goal: Equatable, Sendable { case ready, down }

    enum Verdict: Equatable, Sendable { case pending, met, never(Failure?) }

    enum Purpose: Equatable, Sendable { case down, finish, fail(Failure) }

    enum State: Equatable, Sendable {
      case new
      case starting(Int)
      case ready(Int)
      case stopping(Int, Purpose)
      case down(Int)
      case ended(Failure?)
    }

    private(set) var state = State.new

    /// `run()` was called; nil when it was before.
    mutating func run() -> Step? {
      guard state == .new else { return nil }
      state = .starting(1)
      return .launch(1)
    }

    mutating func becameReady(_ generation: Int) {
      if state == .starting(generation) { state = .ready(generation) }
    }

    /// The generation did not become ready in time: it is ended, and with it the server.
    mutating func didNotBecomeReady(_ generation: Int, _ reason: String) -> Action {
      guard state == .starting(generation) else { return .none }
      state = .stopping(generation, .fail(.notReady(reason)))
      return .signal(.kill)
    }

    /// Ends the process; the server can be started again.
    ///
    /// Nothing to do when it is down already.
    mutating func stop(_ signal: Signal) -> Action {
      switch state {
      case .starting(let generation), .ready(let generation):
        state = .stopping(generation, .down)
        return .signal(signal)
      case .stopping: return signal == .kill ? .signal(.kill) : .none
      case .new, .down, .ended: return .none
      }
    }

    /// Starts the server again after a stop.
    mutating func start() -> Action {
      guard case .down(let generation) = state else { return .none }
      state = .starting(generation + 1)
      return .proceed(.launch(generation + 1))
    }

    /// Ends the process for good.
    mutating func finish() -> Action {
      switch state {
      case .starting(let generation), .ready(let generation):
        state = .stopping(generation, .finish)
        return .signal(.terminate)
      case .stopping(let generation, .down):
        state = .stopping(generation, .finish)
        return .none
      case .down:
        state = .ended(nil)
        return .proceed(.finish)
      case .new:
        state = .ended(nil)
        return .none
      case .stopping, .ended: return .none
      }
    }

    /// The generation's process is gone.
    mutating func exited(_ generation: Int, _ status: TerminationStatus) -> Step {
      switch state {
      case .starting(generation): return fail(.exited(status, ready: false))
      case .ready(generation): return fail(.exited(status, ready: true))
      case .stopping(generation, .down):
        state = .down(generation)
        return .wait
      case .stopping(generation, .finish):
        state = .ended(nil)
        return .finish
      case .stopping(generation, .fail(let failure)): return fail(failure)
      case .ended(let failure): return failure.map { .fail($0) } ?? .finish
      case .new, .starting, .ready, .stopping, .down: return .wait
      }
    }

    /// `run()` cannot go on.
    mutating func fail(_ failure: Failure) -> Step {
      if case .ended(let first) = state { return first.map { .fail($0) } ?? .finish }
      state = .ended(failure)
      return .fail(failure)
    }

    func verdict(_ goal: Goal) -> Verdict {
      switch (state, goal) {
      case (.ready, .ready), (.down, .down), (.ended(nil), .down): .met
      case (.new, _), (.starting, .ready), (.stopping, .down), (.starting, .down), (.ready, .down): .pending
      case (.stopping, .ready), (.down, .ready): .never(nil)
      case (.ended(let failure), _): .never(failure)
      }
    }
  }
}

internal import Subprocess

/// One supervised server: it is launched by ``run()``, can be stopped and started again while that goes on, and makes
/// ``run()`` throw when it ends by itself.
actor ServerProcess {
  nonisolated let command: ServerCommand
  private let launcher: any ServerLauncher
  private let readiness: ServerReadiness
  private var machine = StateMachine()
  private var signals: AsyncStream<Signal>.Continuation?
  /// For a process that is about to be launched.
  private var earlySignals: [Signal] = []
  private var waiters: [(goal: StateMachine.Goal, continuation: AsyncThrowingStream<Never, any Error>.Continuation)] =
    []
  private let steps: AsyncStream<StateMachine.Step>
  private let nextStep: AsyncStream<StateMachine.Step>.Continuation

  init(_ command: ServerCommand, launcher: any ServerLauncher, readiness: ServerReadiness) {
    self.command = command
    self.launcher = launcher
    self.readiness = readiness
    (steps, nextStep) = AsyncStream.makeStream()
  }

  /// Runs the server until ``finish()``; may be called once.
  ///
  /// Cancelling ends the process and throws `CancellationError`.
  ///
  /// - Throws: ``ControlPlaneError`` when the server cannot be launched, does not become ready or ends by itself.
  func run() async throws {
    guard let first = machine.run() else { throw ControlPlaneError(.alreadyRan, "\(command.name) has run before") }
    nextStep.yield(first)
    for await step in steps {
      switch step {
      case .launch(let generation): nextStep.yield(await live(generation))
      case .wait: break
      case .finish: return
      case .fail(let failure): throw error(failure)
      }
      settle()
    }
    _ = machine.fail(.cancelled)
    settle()
    throw CancellationError()
  }

  /// Returns when the server is ready, at once when it is.
  func ready() async throws { try await reach(.ready) }

  /// Ends the process and returns when it is gone.
  ///
  /// ``start()`` brings the server back.
  func stop(_ signal: Signal) async throws {
    perform(machine.stop(signal))
    try await reach(.down)
  }

  /// Starts a stopped server and returns when it is ready.
  func start() async throws {
    perform(machine.start())
    try await reach(.ready)
  }

  /// Ends the process for good; ``run()`` returns when it is gone.
  func finish() {
    perform(machine.finish())
  }

  /// What the server has failed with; nil as long as it has not.
  var failure: (any Error)? {
    if case .ended(let failure?) = machine.state { error(failure) } else { nil }
  }

  private func live(_ generation: Int) async -> StateMachine.Step {
    let (stream, continuation) = AsyncStream.makeStream(of: Signal.self)
    signals = continuation
    for signal in earlySignals { continuation.yield(signal) }
    earlySignals = []
    defer {
      continuation.finish()
      signals = nil
    }
    do {
      let status = try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await self.watchReadiness(generation) }
        defer { group.cancelAll() }
        return try await self.launcher.launch(self.command, signals: stream)
      }
      // A process that ends in order when it is cancelled has a status like any other.
      return Task.isCancelled ? machine.fail(.cancelled) : machine.exited(generation, status)
    } catch is CancellationError {
      return machine.fail(.cancelled)
    } catch {
      return machine.fail(.launch("\(error)"))
    }
  }

  private func watchReadiness(_ generation: Int) async {
    do {
      if let reason = try await readiness.wait() {
        perform(machine.didNotBecomeReady(generation, reason))
      } else {
        machine.becameReady(generation)
        settle()
      }
    } catch {
      // Cancelled: the process has ended first, which is another event.
    }
  }

  private func perform(_ action: StateMachine.Action) {
    switch action {
    case .none: break
    case .signal(let signal):
      if let signals { signals.yield(signal) } else { earlySignals.append(signal) }
    case .proceed(let step): nextStep.yield(step)
    }
    settle()
  }

  private func reach(_ goal: StateMachine.Goal) async throws {
    let (stream, continuation) = AsyncThrowingStream.makeStream(of: Never.self)
    waiters.append((goal, continuation))
    settle()
    for try await _ in stream {}
    try Task.checkCancellation()
  }

  /// Lets go of everybody whose goal is reached, or cannot be any more.
  private func settle() {
    waiters.removeAll { waiter in
      switch machine.verdict(waiter.goal) {
      case .pending: return false
      case .met: waiter.continuation.finish()
      case .never(let failure):
        waiter.continuation.finish(
          throwing: failure.map(error) ?? ControlPlaneError(.notRunning, "\(command.name) is not running"))
      }
      return true
    }
  }

  private func error(_ failure: StateMachine.Failure) -> any Error {
    let tail = LogTail.read(command.log)
    return switch failure {
    case .cancelled: CancellationError()
    case .launch(let reason):
      ControlPlaneError(.launch, "\(command.name) (\(command.binary)) could not be started: \(reason)")
    // The words of Go's net package for EADDRINUSE; etcd's and kube-apiserver's logs end with them.
    case .exited(_, ready: false) where tail.contains("address already in use"):
      ControlPlaneError(.ports, "another program has the port of \(command.name)", logTail: tail)
    case .exited(let status, ready: false):
      ControlPlaneError(.exited, "\(command.name) ended before it was ready (\(status))", logTail: tail)
    case .exited(let status, ready: true):
      ControlPlaneError(.exited, "\(command.name) ended unasked (\(status))", logTail: tail)
    case .notReady(let reason): ControlPlaneError(.notReady, "\(command.name): \(reason)", logTail: tail)
    }
  }
}

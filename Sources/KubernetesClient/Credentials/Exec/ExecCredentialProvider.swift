internal import Foundation
internal import KubernetesCore
internal import KubernetesLocks

/// Credentials from a program: the exec plug-ins of a kubeconfig, protocol versions v1 and v1beta1.
///
/// The program is run when a credential is first needed, shortly before the last one expires, and when the server has
/// refused the last one; never twice at a time. Everybody who needs a credential meanwhile waits for that run. Someone
/// whose task is cancelled stops waiting; when nobody is left the program is ended, and whoever comes before it has
/// ended waits for that and then for a run of its own.
///
/// A credential without an expiry date is good until the server refuses it. When a refresh fails while the old
/// credential is still good, that one is used on.
public final class ExecCredentialProvider: CredentialProvider {
  /// The program.
  public let plugin: ExecPlugin
  private let environment: ConfigurationEnvironment
  private let runner: any ExecRunner
  private let clock: CredentialClock
  private let state = Lock(State())

  fileprivate struct State {
    var machine = StateMachine()
    var waiters: [StateMachine.WaiterID: Waiter] = [:]
    var run: (id: StateMachine.RunID, task: Task<Void, Never>)?
  }

  fileprivate struct Waiter {
    var continuation: CheckedContinuation<Credential?, any Error>
    /// True for one who has a refused credential, whom an old one does not help.
    var needsNew: Bool
  }

  /// A provider of its own, which shares its runs with nobody.
  ///
  /// See ``shared(_:environment:)``.
  public init(
    _ plugin: ExecPlugin, environment: ConfigurationEnvironment = .process,
    runner: any ExecRunner = SubprocessExecRunner(), clock: CredentialClock = .system
  ) {
    self.plugin = plugin
    self.environment = environment
    self.runner = runner
    self.clock = clock
  }

  /// The credential; runs the program first when there is none, or it is about to expire.
  public func credential() async throws -> Credential {
    let now = clock.date()
    if let current = state.withLock({ $0.machine.current(now: now) }) { return current }
    let credential = try await wait(needsNew: false) { machine, waiter in machine.request(as: waiter, now: now) }
    return credential ?? .anonymous
  }

  /// The credential after a refusal; runs the program unless somebody else has had it run since.
  public func credential(replacing rejected: Credential) async throws -> Credential? {
    let now = clock.date()
    let credential = try await wait(needsNew: true) { machine, waiter in
      machine.request(replacing: rejected, as: waiter, now: now)
    }
    guard let credential, !credential.hasSameProof(as: rejected) else { return nil }
    return credential
  }
}

extension ExecCredentialProvider {
  private func wait(
    needsNew: Bool, _ request: @Sendable (inout StateMachine, StateMachine.WaiterID) -> StateMachine.Decision
  ) async throws -> Credential? {
    let waiter = state.withLock { $0.machine.reserve() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let decision = state.withLock { state in
          let decision = request(&state.machine, waiter)
          switch decision {
          case .begin, .join: state.waiters[waiter] = Waiter(continuation: continuation, needsNew: needsNew)
          case .use, .nothing: break
          }
          return decision
        }
        switch decision {
        case .use(let credential): continuation.resume(returning: credential)
        case .nothing: continuation.resume(returning: nil)
        case .begin(let run): begin(run)
        case .join: break
        }
        // The handler of a task that was cancelled already has run before the waiter was known.
        if Task.isCancelled { leave(waiter) }
      }
    } onCancel: {
      leave(waiter)
    }
  }

  /// Runs the program in a task of its own: others may wait for it when the one who began it is gone.
  private func begin(_ run: StateMachine.RunID) {
    let task = Task {
      await self.perform(run)
      let next = state.withLock { $0.machine.ended(run) }
      if let next { begin(next) }
    }
    let isWanted = state.withLock { state in
      guard state.machine.isRunning(run) else { return false }
      state.run = (run, task)
      return true
    }
    if !isWanted { task.cancel() }
  }

  @concurrent private func perform(_ run: StateMachine.RunID) async {
    do {
      let answer = try await plugin.answer(in: environment, runner: runner, clock: clock)
      let now = clock.date()
      let (continuations, credential) = state.withLock { state in
        guard
          let finished = state.machine.finish(
            run, authorization: answer.authorization, certificate: answer.certificate,
            expiration: answer.expiration, now: now)
        else { return ([CheckedContinuation<Credential?, any Error>](), Credential.anonymous) }
        return (state.remove(finished.waiters).map(\.continuation), finished.credential)
      }
      for continuation in continuations { continuation.resume(returning: credential) }
    } catch {
      let now = clock.date()
      let (waiters, fallback) = state.withLock { state in
        guard let failed = state.machine.fail(run, now: now) else { return ([Waiter](), Credential?.none) }
        return (state.remove(failed.waiters), failed.fallback)
      }
      for waiter in waiters {
        if let fallback, !waiter.needsNew {
          waiter.continuation.resume(returning: fallback)
        } else {
          waiter.continuation.resume(throwing: error)
        }
      }
    }
  }

  private func leave(_ waiter: StateMachine.WaiterID) {
    let (left, task) = state.withLock { state in
      let abandoned = state.machine.leave(waiter)
      let task = abandoned != nil && state.run?.id == abandoned ? state.run?.task : nil
      if task != nil { state.run = nil }
      return (state.waiters.removeValue(forKey: waiter), task)
    }
    task?.cancel()
    left?.continuation.resume(throwing: CancellationError())
  }
}

extension ExecCredentialProvider.State {
  fileprivate mutating func remove(
    _ ids: Set<ExecCredentialProvider.StateMachine.WaiterID>
  ) -> [ExecCredentialProvider.Waiter] {
    run = nil
    return ids.compactMap { waiters.removeValue(forKey: $0) }
  }
}

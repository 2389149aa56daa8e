import KubernetesLocks

/// A value that one side sets and others await changes of. Who is slow sees the latest value, not every one.
///
/// Costs one lock a call; waiting tasks are resumed after it is released.
package final class Observed<Value: Sendable>: Sendable {
  private struct State {
    var value: Value
    /// Counts the changes.
    var revision: UInt64 = 0
    var nextWaiter: UInt64 = 0
    var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
  }

  private let state: Lock<State>

  package init(_ value: Value) { state = Lock(State(value: value)) }

  /// The value now.
  package var value: Value { state.withLock { $0.value } }

  /// The value now and the number of changes that led to it.
  package var current: (value: Value, revision: UInt64) { state.withLock { ($0.value, $0.revision) } }

  /// Changes the value and wakes whoever waits.
  package func update(_ body: (inout Value) -> Void) {
    let waiters = state.withLock { state -> [UInt64: CheckedContinuation<Void, Never>] in
      body(&state.value)
      state.revision += 1
      if state.waiters.isEmpty { return [:] }
      let waiters = state.waiters
      state.waiters = [:]
      return waiters
    }
    if waiters.count < 2 { return waiters.values.forEach { $0.resume() } }
    // Who came first goes first.
    for waiter in waiters.sorted(by: { $0.key < $1.key }) { waiter.value.resume() }
  }

  /// Sets the value and wakes whoever waits.
  package func set(_ value: Value) { update { $0 = value } }

  /// Waits for a change after a revision. Returns the value then; nil if the task is cancelled.
  package func change(after revision: UInt64) async -> (value: Value, revision: UInt64)? {
    while !Task.isCancelled {
      let now = current
      if now.revision > revision { return now }
      await park(until: revision)
    }
    return nil
  }

  /// Waits until the value satisfies a condition.
  ///
  /// - Throws: `CancellationError`.
  @discardableResult
  package func wait(until condition: (Value) -> Bool) async throws -> Value {
    var now = current
    while !condition(now.value) {
      guard let next = await change(after: now.revision) else { throw CancellationError() }
      now = next
    }
    return now.value
  }

  /// Suspends until the revision is passed, the task is cancelled, or for no reason.
  private func park(until revision: UInt64) async {
    let id = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let resumeNow = state.withLock { state in
          // Either the cancellation is seen here, or its handler finds the waiter.
          if state.revision > revision || Task.isCancelled { return true }
          state.waiters[id] = continuation
          return false
        }
        if resumeNow { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
    }
  }
}

import KubernetesLocks
internal import Synchronization

/// Those who want to hear of outcomes.
final class OutcomeHub: Sendable {
  private struct State {
    var nextID = 0
    var listeners: [Int: AsyncStream<ReconcileOutcome>.Continuation] = [:]
  }

  private let state = Lock(State())
  private let count = Atomic(0)

  /// False while an outcome would be made for nobody. Costs a load.
  var hasListeners: Bool { count.load(ordering: .relaxed) > 0 }

  func subscribe(newest limit: Int) -> AsyncStream<ReconcileOutcome> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: ReconcileOutcome.self, bufferingPolicy: .bufferingNewest(max(limit, 1)))
    let id = state.withLock { state in
      state.nextID += 1
      state.listeners[state.nextID] = continuation
      count.store(state.listeners.count, ordering: .relaxed)
      return state.nextID
    }
    continuation.onTermination = { [weak self] _ in self?.remove(id) }
    return stream
  }

  private func remove(_ id: Int) {
    state.withLock { state in
      state.listeners[id] = nil
      count.store(state.listeners.count, ordering: .relaxed)
    }
  }

  func send(_ outcome: ReconcileOutcome) {
    for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(outcome) }
  }

  func finish() {
    for listener in state.withLock({ Array($0.listeners.values) }) { listener.finish() }
  }
}

import KubernetesLocks

/// Wakes one watch: raised by the storage after a change, awaited by the reader of the watch.
final class WatchSignal: Sendable {
  private enum State {
    case idle
    case raised
    case waiting(CheckedContinuation<Void, Never>)
  }
  private let state = Lock<State>(.idle)

  /// Wakes the waiter, or the next one.
  func raise() {
    let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
      if case .waiting(let continuation) = state {
        state = .idle
        return continuation
      }
      state = .raised
      return nil
    }
    waiter?.resume()
  }

  /// Returns once the signal is raised, at once when it has been raised since the last wait.
  func wait() async {
    await withCheckedContinuation { continuation in
      let isRaised = state.withLock { state in
        if case .raised = state {
          state = .idle
          return true
        }
        state = .waiting(continuation)
        return false
      }
      if isRaised { continuation.resume() }
    }
  }
}

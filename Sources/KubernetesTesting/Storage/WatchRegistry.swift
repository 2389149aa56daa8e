import KubernetesCore
import KubernetesLocks

/// Which watches wait for which resource.
final class WatchRegistry: Sendable {
  private struct State {
    var next = 0
    var signals: [GroupResource: [Int: WatchSignal]] = [:]
  }
  private let state = Lock(State())

  /// Adds a watch; returns the number to remove it with.
  func add(_ resource: GroupResource, _ signal: WatchSignal) -> Int {
    state.withLock { state in
      state.next += 1
      state.signals[resource, default: [:]][state.next] = signal
      return state.next
    }
  }

  func remove(_ resource: GroupResource, _ number: Int) {
    state.withLock { state in
      state.signals[resource]?[number] = nil
      if state.signals[resource]?.isEmpty == true { state.signals[resource] = nil }
    }
  }

  /// Wakes the watches of the resources.
  func raise(_ resources: Set<GroupResource>) {
    let signals = state.withLock { state in
      resources.flatMap { resource in Array((state.signals[resource] ?? [:]).values) }
    }
    for signal in signals { signal.raise() }
  }

  /// Wakes all.
  func raiseAll() {
    let signals = state.withLock { state in state.signals.values.flatMap { Array($0.values) } }
    for signal in signals { signal.raise() }
  }

  /// The number of open watches.
  var count: Int { state.withLock { state in state.signals.values.reduce(0) { $0 + $1.count } } }
}

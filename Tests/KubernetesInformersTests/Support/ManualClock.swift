import KubernetesLocks

/// A clock that moves only when it is told to.
final class ManualClock: Clock, Sendable {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
  }

  private struct State {
    var now = Instant(offset: .zero)
    var nextID = 0
    var sleepers: [Int: (deadline: Instant, continuation: CheckedContinuation<Void, Never>)] = [:]
    var observers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }
  private let state = Lock(State())

  var now: Instant { state.withLock { $0.now } }
  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (now, observers) = state.withLock { state -> (Bool, [CheckedContinuation<Void, Never>]) in
          if Task.isCancelled || deadline <= state.now { return (true, []) }
          state.sleepers[id] = (deadline, continuation)
          let ready = state.observers.filter { $0.count <= state.sleepers.count }
          state.observers.removeAll { $0.count <= state.sleepers.count }
          return (false, ready.map(\.continuation))
        }
        if now { continuation.resume() }
        for observer in observers { observer.resume() }
      }
    } onCancel: {
      state.withLock { $0.sleepers.removeValue(forKey: id)?.continuation }?.resume()
    }
    try Task.checkCancellation()
  }

  /// When the first of those who sleep wants to wake up.
  var nextDeadline: Instant? { state.withLock { $0.sleepers.values.map(\.deadline).min() } }

  /// Moves the time; whoever sleeps no longer than that wakes up.
  func advance(by duration: Duration) {
    let awake = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return due.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }.map(\.value.continuation)
    }
    for continuation in awake { continuation.resume() }
  }

  /// Moves the time to the earliest deadline, if anybody sleeps. Returns false if nobody does.
  @discardableResult
  func advanceToNextDeadline() -> Bool {
    guard let next = nextDeadline else { return false }
    advance(by: max(now.duration(to: next), .zero))
    return true
  }

  /// Waits until at least so many tasks sleep.
  func waitForSleepers(_ count: Int = 1) async {
    await withCheckedContinuation { continuation in
      let ready = state.withLock { state in
        if state.sleepers.count >= count { return true }
        state.observers.append((count, continuation))
        return false
      }
      if ready { continuation.resume() }
    }
  }
}

import KubernetesLocks
import KubernetesTestSupport

/// A clock on which short waits take no time, and long ones (the limits of watches) no end, until ``passLongTime()``
/// ends one.
final class VirtualClock: Clock, Sendable {
  typealias Instant = ManualClock.Instant
  private static let long = Duration.seconds(80)

  private struct State {
    var now = Instant(offset: .zero)
    var nextID = 0
    var sleepers: [Int: (deadline: Instant, continuation: CheckedContinuation<Void, Never>)] = [:]
    var credits = 0
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
        let resumeNow = state.withLock { state in
          if Task.isCancelled { return true }
          if state.now.duration(to: deadline) < Self.long {
            state.now = max(state.now, deadline)
            return true
          }
          if state.credits > 0 {
            state.credits -= 1
            state.now = max(state.now, deadline)
            return true
          }
          state.sleepers[id] = (deadline, continuation)
          return false
        }
        if resumeNow { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.sleepers.removeValue(forKey: id)?.continuation }?.resume()
    }
    try Task.checkCancellation()
  }

  /// Lets the longest wait end: of those who wait now, or of the next one.
  func passLongTime() {
    let awake = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard let id = state.sleepers.min(by: { $0.value.deadline < $1.value.deadline })?.key,
        let sleeper = state.sleepers.removeValue(forKey: id)
      else {
        state.credits += 1
        return nil
      }
      state.now = max(state.now, sleeper.deadline)
      return sleeper.continuation
    }
    awake?.resume()
  }
}

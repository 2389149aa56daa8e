import KubernetesLocks
import KubernetesTestSupport

/// A clock that a test moves, and that tells how many tasks have gone to sleep for how long: those who wake at the same
/// time can be told apart by what they wait for.
final class CountingClock: Clock {
  typealias Instant = ManualClock.Instant

  private struct State {
    var counts: [Duration: Int] = [:]
    var waiters: [(duration: Duration, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }
  private let base = ManualClock()
  private let state = Lock(State())

  var now: Instant { base.now }
  var minimumResolution: Duration { base.minimumResolution }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    // Counted first: whoever then moves the time finds either the sleeper or one who need not sleep any more.
    let duration = base.now.duration(to: deadline)
    let ready = state.withLock { state in
      state.counts[duration, default: 0] += 1
      let isReady = { (waiter: (duration: Duration, count: Int, continuation: CheckedContinuation<Void, Never>)) in
        state.counts[waiter.duration, default: 0] >= waiter.count
      }
      let ready = state.waiters.filter(isReady)
      state.waiters.removeAll(where: isReady)
      return ready.map(\.continuation)
    }
    for waiter in ready { waiter.resume() }
    try await base.sleep(until: deadline, tolerance: tolerance)
  }

  func advance(by duration: Duration) { base.advance(by: duration) }
  func sleeper(by offset: Duration) async { await base.sleeper(by: offset) }

  /// Waits until so many sleeps of exactly this length have begun, since the clock was made.
  func waitForSleeps(of duration: Duration, _ count: Int) async {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if state.counts[duration, default: 0] >= count { return true }
        state.waiters.append((duration, count, continuation))
        return false
      }
      if isReady { continuation.resume() }
    }
  }
}

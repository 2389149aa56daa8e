import KubernetesLocks

/// Clients that are cut off from a server until the partition is healed.
final class Partition: Sendable {
  let matcher: RequestMatcher
  private let state = Lock<[AsyncStream<Void>.Continuation]?>([])

  init(_ matcher: RequestMatcher) { self.matcher = matcher }

  /// Returns when the partition is healed, or the task is cancelled.
  func healed() async {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    let isHealed = state.withLock { waiters in
      waiters?.append(continuation)
      return waiters == nil
    }
    if isHealed { return }
    for await _ in stream {}
  }

  func heal() {
    let waiters = state.withLock { waiters in
      defer { waiters = nil }
      return waiters ?? []
    }
    for waiter in waiters { waiter.finish() }
  }
}

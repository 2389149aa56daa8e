import KubernetesLocks

/// Lets tasks through in groups of a number.
final class Barrier: Sendable {
  private let count: Int
  private let waiting = Lock<[CheckedContinuation<Void, Never>]>([])

  init(count: Int) {
    self.count = count
  }

  func wait() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let released = waiting.withLock { waiting in
        waiting.append(continuation)
        guard waiting.count == count else { return [CheckedContinuation<Void, Never>]() }
        defer { waiting = [] }
        return waiting
      }
      for continuation in released { continuation.resume() }
    }
  }
}

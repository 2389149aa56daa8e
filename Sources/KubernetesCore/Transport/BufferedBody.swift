internal import KubernetesLocks

/// A body that is already in memory.
final class BufferedBody: BodySource {
  private let chunks: Lock<[Bytes]?>

  init(_ chunks: [Bytes]) { self.chunks = Lock(chunks.reversed()) }

  func next() async throws -> Bytes? {
    let step: Bytes?? = chunks.withLock { rest in
      guard rest != nil else { return .none }
      while let chunk = rest?.popLast() {
        if !chunk.isEmpty { return .some(chunk) }
      }
      return .some(nil)
    }
    guard let step else { throw CancellationError() }
    return step
  }

  func cancel() { chunks.withLock { $0 = nil } }
}

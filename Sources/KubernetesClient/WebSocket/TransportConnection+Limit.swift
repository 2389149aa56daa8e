internal import KubernetesCore
internal import KubernetesLocks

extension TransportConnection {
  /// Runs `body`, and closes the connection when that takes longer than `limit`.
  ///
  /// - Throws: ``TransportError`` with the code `idle` when it took longer; what `body` throws.
  func within<Result>(
    _ limit: Duration, _ clock: some Clock<Duration>, _ body: () async throws -> Result
  ) async throws -> Result {
    let isLate = Lock(false)
    let deadline = clock.now.advanced(by: limit)
    let watch = Task {
      try await clock.sleep(until: deadline, tolerance: nil, inPiecesOf: ContinuousClock.longestSleep)
      isLate.withLock { $0 = true }
      close()
    }
    defer { watch.cancel() }
    do {
      return try await body()
    } catch {
      guard isLate.withLock({ $0 }) else { throw error }
      throw TransportError(.idle, "the server has not answered within \(limit)", isBeforeResponse: true)
    }
  }
}

internal import KubernetesCore
internal import KubernetesLocks

extension TransportConnection {
  /// Runs `body`, and closes the connection when that takes longer than `limit`.
  ///
  /// - Throws: ``TransportError`` with the code `idle` when it took longer; what `body` throws.
  func within<Result>(
    _ limit: Duration, _ clock: any Clock<Duration>, _ body: () async throws -> Result
  ) async throws -> Result {
    let isLate = Lock(false)
    let elapsed = clock.stopwatch()
    let watch = Task {
      // In pieces: a sleep that is cancelled stays with the runtime until its time has come.
      while elapsed() < limit { try await clock.sleep(for: min(limit - elapsed(), .seconds(10))) }
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

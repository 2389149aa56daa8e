import KubernetesCore
import KubernetesLocks

/// A body that is given up when the limits of its request are over, as one that comes over a network is.
final class LimitedBody<C: Clock>: BodySource where C.Duration == Duration {
  private struct State {
    /// Since when somebody waits for a piece; nil while nobody does.
    var waitingSince: C.Instant?
    var failure: TransportError?
    var isOver = false
    var timer: Task<Void, Never>?
  }
  private let body: BodyStream
  private let clock: C
  private let end: C.Instant?
  private let idleTimeout: Duration?
  private let state = Lock(State())

  /// - Parameters:
  ///   - end: When the whole body has to be there; nil for no limit.
  ///   - idleTimeout: The longest wait for a piece; nil for no limit. Time in which nobody waits does not count.
  init(_ body: BodyStream, clock: C, end: C.Instant?, idleTimeout: Duration?) {
    self.body = body
    self.clock = clock
    self.end = end
    self.idleTimeout = idleTimeout
    // It holds no reference to the body while it sleeps, and ends with it.
    let timer = Task { [weak self] in
      while let next = self?.nextLook() {
        do { try await clock.sleep(until: next, tolerance: nil) } catch { return }
      }
    }
    state.withLock { $0.timer = timer }
  }

  deinit { state.withLock { $0.timer }?.cancel() }

  /// When to look at the limits again, after having given up what is over them; nil for never.
  private func nextLook() -> C.Instant? {
    let now = clock.now
    let (next, isOver) = state.withLock { state -> (C.Instant?, Bool) in
      if state.isOver || state.failure != nil { return (nil, false) }
      if let end, end <= now {
        state.failure = TransportError(.timeout, "no whole answer within the request's limit")
        return (nil, true)
      }
      var next = end
      if let idleTimeout {
        let silence = (state.waitingSince ?? now).advanced(by: idleTimeout)
        if silence <= now {
          state.failure = TransportError(.idle, "no byte from the server within the stream's idle limit")
          return (nil, true)
        }
        next = next.map { min($0, silence) } ?? silence
      }
      return (next, false)
    }
    if isOver { body.cancel() }
    return next
  }

  func next() async throws -> Bytes? {
    let since = clock.now
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      state.waitingSince = since
    }
    let result: Result<Bytes?, any Error>
    do { result = .success(try await body.next()) } catch { result = .failure(error) }
    let (failure, timer) = state.withLock { state in
      state.waitingSince = nil
      if case .success(.some) = result {} else { state.isOver = true }
      return (state.failure, state.isOver ? state.timer : nil)
    }
    timer?.cancel()
    // Whoever was cancelled hears of that, whatever the time is.
    if let failure, !Task.isCancelled { throw failure }
    return try result.get()
  }

  func cancel() {
    state.withLock { $0.timer }?.cancel()
    body.cancel()
  }
}

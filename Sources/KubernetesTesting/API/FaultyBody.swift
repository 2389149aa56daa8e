import KubernetesCore
import KubernetesLocks

/// A body that breaks off, falls silent, or trickles.
final class FaultyBody: BodySource {
  private struct State {
    var budget: Int
    var waiting = Bytes.empty
    var isCancelled = false
  }
  private let inner: BodyStream
  private let fault: Fault
  private let state: Lock<State>
  private let clock: any Clock<Duration>
  /// Ends a silence.
  private let signal = WatchSignal()

  private init(_ inner: BodyStream, _ fault: Fault, budget: Int, clock: any Clock<Duration>) {
    self.inner = inner
    self.fault = fault
    self.clock = clock
    state = Lock(State(budget: budget))
  }

  /// Wraps the body of a response in the faults that concern it.
  static func apply(_ faults: [Fault], to response: APIResponse, clock: any Clock<Duration>) -> APIResponse {
    var response = response
    for fault in faults {
      let budget: Int
      switch fault.kind {
      case .cutAfterHead: budget = 0
      case .cut(let count), .silence(let count): budget = max(0, count)
      case .slow: budget = .max
      default: continue
      }
      let inner: BodyStream
      switch response.body {
      case .bytes(let bytes): inner = BodyStream([bytes])
      case .stream(let stream): inner = stream
      // A connection that changes its protocol has no body to disturb.
      case .upgrade: return response
      }
      response.body = .stream(BodyStream(FaultyBody(inner, fault, budget: budget, clock: clock)))
    }
    return response
  }

  func next() async throws -> Bytes? {
    let (waiting, budget) = state.withLock { state in
      let bytes = state.waiting
      state.waiting = .empty
      return (bytes, state.budget)
    }
    if budget == 0 { return try await exhausted() }
    var chunk = waiting
    if chunk.isEmpty {
      guard let next = try await inner.next() else { return nil }
      chunk = next
    }
    var size = min(chunk.count, budget)
    if case .slow(let bytes, let pause) = fault.kind {
      try await clock.sleep(for: pause)
      size = min(chunk.count, bytes)
    }
    let (piece, rest) = (chunk[0..<size], chunk[size..<chunk.count])
    state.withLock { state in
      state.waiting = rest
      if state.budget != .max { state.budget -= size }
    }
    return piece
  }

  private func exhausted() async throws -> Bytes? {
    if case .silence = fault.kind {
      await withTaskCancellationHandler {
        while !Task.isCancelled, !state.withLock({ $0.isCancelled }) { await signal.wait() }
      } onCancel: {
        signal.raise()
      }
      throw CancellationError()
    }
    inner.cancel()
    throw TransportError(.closed, "the connection was cut by a fault")
  }

  func cancel() {
    state.withLock { $0.isCancelled = true }
    signal.raise()
    inner.cancel()
  }
}

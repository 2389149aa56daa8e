internal import KubernetesCore
internal import KubernetesLocks

/// What the two ends of an in-memory body share.
final class InMemoryPipe: Sendable {
  private struct State {
    var pieces: [Bytes] = []
    var outcome: Result<Void, TransportError>?
    var isClosed = false
    var isReading = false
    var reader: CheckedContinuation<Void, Never>?
    var closeWaiters: [CheckedContinuation<Void, Never>] = []
    var drainWaiters: [CheckedContinuation<Void, Never>] = []

    var hasNews: Bool { !pieces.isEmpty || outcome != nil || isClosed }
  }

  private let state = Lock(State())

  func send(_ bytes: Bytes) {
    guard !bytes.isEmpty else { return }
    let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.outcome == nil, !state.isClosed else { return nil }
      state.pieces.append(bytes)
      return state.reader.take()
    }
    reader?.resume()
  }

  func finish(_ error: TransportError?) {
    let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.outcome == nil else { return nil }
      state.outcome = error.map { .failure($0) } ?? .success(())
      return state.reader.take()
    }
    reader?.resume()
  }

  /// The reader has gone, or wants to.
  func close() {
    let (reader, waiters) = state.withLock { state in
      state.isClosed = true
      state.pieces = []
      defer {
        state.closeWaiters = []
        state.drainWaiters = []
      }
      return (state.reader.take(), state.closeWaiters + state.drainWaiters)
    }
    reader?.resume()
    for waiter in waiters { waiter.resume() }
  }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  func closed() async {
    await withCheckedContinuation { continuation in
      let isDone = state.withLock { state in
        if !state.isClosed { state.closeWaiters.append(continuation) }
        return state.isClosed
      }
      if isDone { continuation.resume() }
    }
  }

  func drained() async {
    await withCheckedContinuation { continuation in
      let isDone = state.withLock { state in
        if state.isClosed || state.reader != nil { return true }
        state.drainWaiters.append(continuation)
        return false
      }
      if isDone { continuation.resume() }
    }
  }

  // MARK: The reader's side

  func next() async throws -> Bytes? {
    try state.withLock { state in
      if state.isReading { throw TransportError(.invalidRequest, "the body is being read by another task") }
      state.isReading = true
    }
    defer { state.withLock { $0.isReading = false } }
    while true {
      let step: Bytes?? = try state.withLock { state in
        if state.isClosed { throw CancellationError() }
        if !state.pieces.isEmpty { return .some(state.pieces.removeFirst()) }
        guard let outcome = state.outcome else { return .none }
        try outcome.get()
        return .some(nil)
      }
      if let step { return step }
      await withTaskCancellationHandler {
        await withCheckedContinuation { park($0) }
      } onCancel: {
        close()
      }
    }
  }

  private func park(_ continuation: CheckedContinuation<Void, Never>) {
    let (hasNews, waiters) = state.withLock { state in
      if state.hasNews { return (true, [CheckedContinuation<Void, Never>]()) }
      state.reader = continuation
      defer { state.drainWaiters = [] }
      return (false, state.drainWaiters)
    }
    if hasNews { continuation.resume() }
    for waiter in waiters { waiter.resume() }
  }
}

/// The reading end; releasing it closes the body.
final class InMemoryBodySource: BodySource {
  private let pipe: InMemoryPipe

  init(_ pipe: InMemoryPipe) { self.pipe = pipe }

  deinit { pipe.close() }

  func next() async throws -> Bytes? { try await pipe.next() }
  func cancel() { pipe.close() }
}

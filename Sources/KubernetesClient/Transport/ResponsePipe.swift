internal import KubernetesCore
internal import KubernetesLocks

/// Hands an answer from the loop's thread to one consumer, holding at most `budget` unread bytes.
final class ResponsePipe: Sendable {
  enum Taken {
    /// Everything unread; when `resumes` the connection is paused and must be told to go on.
    case bytes(Bytes, resumes: Bool)
    case end
    case empty
  }

  private struct State: ~Copyable, Sendable {
    var head: [UInt8]?
    var unread = BytesBuilder()
    var isPaused = false
    var outcome: Result<Void, any Error>?
    var waiter: CheckedContinuation<Void, any Error>?

    var hasNews: Bool { head != nil || unread.count > 0 || outcome != nil }
  }

  private let state = Lock(State())
  private let budget: Int

  init(budget: Int) { self.budget = budget }

  // MARK: The loop's side

  func deliver(head: [UInt8]) {
    let waiter = state.withLock { state in
      state.head = head
      return state.waiter.take()
    }
    waiter?.resume()
  }

  /// False when the budget is used up: the connection must pause, and will offer the same bytes again.
  ///
  /// - Parameter withinBudget: False for bytes that cannot be offered again; ask ``hasRoom()`` before they are read.
  func push(_ bytes: UnsafeRawBufferPointer, withinBudget: Bool = true) -> Bool {
    let (accepted, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Void, any Error>?) in
      if state.outcome != nil { return (true, nil) }  // nobody reads any more
      if withinBudget, state.unread.count > 0, state.unread.count + bytes.count > budget {
        state.isPaused = true
        return (false, nil)
      }
      state.unread.append(bytes)
      return (true, state.waiter.take())
    }
    waiter?.resume()
    return accepted
  }

  /// False when the budget is used up: reading must pause until the consumer has taken something.
  func hasRoom() -> Bool {
    state.withLock { state in
      if state.outcome == nil, state.unread.count >= budget { state.isPaused = true }
      return !state.isPaused
    }
  }

  /// Ends the body; nil for a clean end. Only the first call counts.
  func finish(throwing error: (any Error)? = nil) {
    let waiter = state.withLock { state -> CheckedContinuation<Void, any Error>? in
      guard state.outcome == nil else { return nil }
      state.outcome = error.map { .failure($0) } ?? .success(())
      return state.waiter.take()
    }
    waiter?.resume()
  }

  /// Ends the body for its reader: what was not read yet is gone.
  func cancel() {
    let waiter = state.withLock { state -> CheckedContinuation<Void, any Error>? in
      _ = state.unread.finish()
      state.head = nil
      state.outcome = .failure(CancellationError())
      return state.waiter.take()
    }
    waiter?.resume()
  }

  /// Nothing more will come.
  var isFinished: Bool { state.withLock { $0.outcome != nil } }

  // MARK: The consumer's side

  /// The head, once; nil when it is not there yet.
  func takeHead() throws -> [UInt8]? {
    try state.withLock { state in
      if let head = state.head.take() { return head }
      switch state.outcome {
      case .failure(let error): throw error
      case .success: throw TransportError(.closed, "the connection ended before the answer's head")
      case nil: return nil
      }
    }
  }

  func take() throws -> Taken {
    try state.withLock { state in
      if state.unread.count > 0 {
        let bytes = state.unread.finish()
        let resumes = state.isPaused
        state.isPaused = false
        return .bytes(bytes, resumes: resumes)
      }
      if let outcome = state.outcome {
        try outcome.get()
        return .end
      }
      return .empty
    }
  }

  /// Wakes the consumer without news.
  func release() { state.withLock { $0.waiter.take() }?.resume() }

  /// Resumes the continuation when there is news. A second reader is refused.
  func park(_ continuation: CheckedContinuation<Void, any Error>) {
    let refusal: (any Error)?
    let resumes: Bool
    (resumes, refusal) = state.withLock { state in
      if state.hasNews { return (true, nil) }
      if state.waiter != nil {
        return (true, TransportError(.invalidRequest, "the body is being read by another task"))
      }
      state.waiter = continuation
      return (false, nil)
    }
    guard resumes else { return }
    if let refusal { continuation.resume(throwing: refusal) } else { continuation.resume() }
  }
}

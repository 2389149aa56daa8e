public import KubernetesCore
internal import KubernetesLocks

/// A `Transport` without a network: a closure answers every request, and a journal keeps what was asked.
///
/// It keeps the contract of the real one: cancelling the calling task cancels the handler and throws
/// `CancellationError`, ``shutdown()`` fails what is in flight and refuses what comes after, and any error of the
/// handler that is neither a cancellation nor a `TransportError` reaches the caller as one. Limits and timeouts of
/// the request are left to the handler, apart from `TransportRequest/maximumResponseBytes`, which `send` enforces.
public final class InMemoryTransport: Transport {
  /// Answers one request. It may run many times at once, in tasks of the transport's own.
  public typealias Handler = @Sendable (TransportRequest) async throws -> TransportStream

  private struct State {
    var journal: [TransportRequest] = []
    var inFlight: [Int: Task<TransportStream, any Error>] = [:]
    var bodies: [Int: WeakBody] = [:]
    var nextIdentifier = 0
    var isShutDown = false
    var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Lock(State())
  private let handler: Handler

  /// A transport whose answers are pulled from streams.
  public init(_ handler: @escaping Handler) { self.handler = handler }

  /// A transport whose answers are whole.
  public static func answering(
    _ handler: @escaping @Sendable (TransportRequest) async throws -> TransportResponse
  ) -> InMemoryTransport {
    InMemoryTransport { request in
      let response = try await handler(request)
      return TransportStream(
        status: response.status, headers: response.headers, body: BodyStream([response.body]))
    }
  }

  /// Every request so far, in the order of arrival.
  public var requests: [TransportRequest] { state.withLock { $0.journal } }

  /// Returns the first `count` requests as soon as that many have arrived.
  public func requests(first count: Int) async -> [TransportRequest] {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.journal.count >= count { return true }
        state.waiters.append((count, continuation))
        return false
      }
      if isThere { continuation.resume() }
    }
    return Array(requests.prefix(count))
  }

  /// Asks the handler and returns its answer.
  public func stream(_ request: TransportRequest) async throws -> TransportStream {
    try Task.checkCancellation()
    let (identifier, task) = try begin(request)
    defer { state.withLock { $0.inFlight[identifier] = nil } }
    do {
      let answer = try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
      try Task.checkCancellation()
      return TransportStream(
        status: answer.status, headers: answer.headers, body: try watched(answer.body, identifier))
    } catch {
      throw translated(error)
    }
  }

  /// Fails what is in flight with ``TransportError/Code/shutdown`` and refuses what comes after.
  public func shutdown() async {
    let (tasks, bodies) = state.withLock { state in
      state.isShutDown = true
      return (Array(state.inFlight.values), state.bodies.values.compactMap(\.body))
    }
    for task in tasks { task.cancel() }
    for body in bodies { body.shutDown() }
    for task in tasks { _ = await task.result }
  }

  private func begin(_ request: TransportRequest) throws -> (Int, Task<TransportStream, any Error>) {
    let (started, arrived) = state.withLock { state in
      state.journal.append(request)
      let arrived = state.waiters.filter { $0.count <= state.journal.count }.map(\.continuation)
      state.waiters.removeAll { $0.count <= state.journal.count }
      guard !state.isShutDown else { return (nil as (Int, Task<TransportStream, any Error>)?, arrived) }
      state.nextIdentifier += 1
      let handler = handler
      let task = Task { try await handler(request) }
      state.inFlight[state.nextIdentifier] = task
      return ((state.nextIdentifier, task), arrived)
    }
    for continuation in arrived { continuation.resume() }
    guard let started else { throw Self.shutdownError }
    return started
  }

  /// The body, reachable for a shutdown for as long as somebody holds it.
  private func watched(_ body: BodyStream, _ identifier: Int) throws -> BodyStream {
    let source = InterruptibleBody(body) { [weak self] in
      self?.state.withLock { $0.bodies[identifier] = nil }
    }
    try state.withLock { state in
      guard !state.isShutDown else { throw Self.shutdownError }
      state.bodies[identifier] = WeakBody(body: source)
    }
    return BodyStream(source)
  }

  private func translated(_ error: any Error) -> any Error {
    if Task.isCancelled { return CancellationError() }
    if error is TransportError { return error }
    if state.withLock({ $0.isShutDown }) { return Self.shutdownError }
    if error is CancellationError { return error }
    return TransportError(.other, "\(error)", isBeforeResponse: true)
  }

  static let shutdownError = TransportError(.shutdown, "the transport has been shut down", isBeforeResponse: true)

  private struct WeakBody {
    weak var body: InterruptibleBody?
  }
}

internal import KubernetesCore
internal import KubernetesLocks

/// The consumer's end of a ``CurlConnection``. Releasing it closes the connection.
final class CurlSocket: TransportConnection {
  let authority: String
  private let id: UInt64
  private let pipe: ResponsePipe
  private let transport: CurlTransport
  private let isClosed = Lock(false)

  /// Makes the connection.
  static func open(_ transport: CurlTransport, authority: String) async throws -> CurlSocket {
    try Task.checkCancellation()
    let id = transport.loop.nextIdentifier()
    let socket = CurlSocket(id, transport, authority)
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        transport.loop.connect(.init(id: id, pipe: socket.pipe, continuation: continuation))
        // The handler of a task that was cancelled already has run before the connection was known.
        if Task.isCancelled { transport.loop.cancel(id) }
      }
    } onCancel: {
      transport.loop.cancel(id)
    }
    return socket
  }

  private init(_ id: UInt64, _ transport: CurlTransport, _ authority: String) {
    self.id = id
    self.transport = transport
    self.authority = authority
    pipe = ResponsePipe(budget: transport.loop.streamBufferBytes)
  }

  deinit { transport.loop.cancel(id) }

  func read() async throws -> Bytes? {
    while true {
      switch try pipe.take() {
      case .bytes(let bytes, let resumes):
        if resumes { transport.loop.resume(id) }
        return bytes
      case .end: return nil
      case .empty: try await wait()
      }
    }
  }

  private func wait() async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        pipe.park(continuation)
        if Task.isCancelled { pipe.release() }
      }
    } onCancel: {
      pipe.release()
    }
    try Task.checkCancellation()
  }

  func write(_ bytes: Bytes) async throws {
    try Task.checkCancellation()
    if isClosed.withLock({ $0 }) { throw CancellationError() }
    if bytes.isEmpty { return }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        transport.loop.send(.init(id: id, bytes: bytes, continuation: continuation))
        if Task.isCancelled { transport.loop.cancel(id) }
      }
    } onCancel: {
      transport.loop.cancel(id)
    }
  }

  func close(saying farewell: Bytes) {
    let wasClosed = isClosed.withLock { isClosed in
      defer { isClosed = true }
      return isClosed
    }
    if wasClosed { return }
    pipe.cancel()
    // The loop takes what is to be sent before what is to be cancelled.
    if !farewell.isEmpty { transport.loop.send(.init(id: id, bytes: farewell, continuation: nil)) }
    transport.loop.cancel(id)
  }
}

public import KubernetesCore
import KubernetesLocks

/// Carries requests to an ``EmbeddedAPIServer`` in memory.
public struct EmbeddedTransport: Transport {
  private let core: ServerCore
  private let isShutDown = Lock(false)

  init(core: ServerCore) { self.core = core }

  /// Answers as the server would over a connection.
  public func stream(_ request: TransportRequest) async throws -> TransportStream {
    if isShutDown.withLock({ $0 }) {
      throw TransportError(.shutdown, "the transport has been shut down", isBeforeResponse: true)
    }
    try Task.checkCancellation()
    let apiRequest = APIRequest(
      method: request.method, target: request.target, headers: request.headers, body: request.body ?? .empty)
    guard let timeout = request.timeout else { return try await answer(apiRequest) }
    let clock = core.configuration.clock
    return try await withThrowingTaskGroup(of: TransportStream?.self) { group in
      group.addTask { try await answer(apiRequest) }
      group.addTask {
        try await clock.sleep(for: timeout)
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let stream = first else {
        throw TransportError(.timeout, "the server has not answered within \(timeout)", isBeforeResponse: true)
      }
      return stream
    }
  }

  private func answer(_ request: APIRequest) async throws -> TransportStream {
    let response = try await APIServer(core: core).respond(to: request)
    switch response.body {
    case .bytes(let bytes):
      return TransportStream(status: response.status, headers: response.headers, body: BodyStream([bytes]))
    case .stream(let stream): return TransportStream(status: response.status, headers: response.headers, body: stream)
    case .upgrade: throw TransportError(.invalidRequest, "a transport in memory has no connection to upgrade")
    }
  }

  /// Refuses what comes after. Streams that are open go on until they are dropped.
  public func shutdown() async { isShutDown.withLock { $0 = true } }
}

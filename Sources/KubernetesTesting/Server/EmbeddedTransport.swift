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
    if request.timeout == nil, request.idleTimeout == nil {
      return try Self.stream(try await APIServer(core: core).respond(to: apiRequest)) { $0 }
    }
    return try await stream(apiRequest, within: request, core.configuration.clock)
  }

  /// Answers within the limits of a request, both for the head and for the body.
  private func stream<C: Clock<Duration>>(
    _ request: APIRequest, within limits: TransportRequest, _ clock: C
  ) async throws -> TransportStream {
    let end = limits.timeout.map { clock.now.advanced(by: $0) }
    let headLimit = [limits.timeout, limits.idleTimeout].compactMap(\.self).min() ?? .zero
    let response = try await withThrowingTaskGroup(of: APIResponse?.self) { group in
      group.addTask { try await APIServer(core: core).respond(to: request) }
      group.addTask {
        try await clock.sleep(for: headLimit)
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let response = first else {
        throw TransportError(
          headLimit == limits.timeout ? .timeout : .idle, "the server has not answered within \(headLimit)",
          isBeforeResponse: true)
      }
      return response
    }
    return try Self.stream(response) { body in
      BodyStream(LimitedBody(body, clock: clock, end: end, idleTimeout: limits.idleTimeout))
    }
  }

  /// - Parameter limited: Sets limits to a body that is still to come.
  private static func stream(
    _ response: APIResponse, _ limited: (BodyStream) -> BodyStream
  ) throws -> TransportStream {
    switch response.body {
    case .bytes(let bytes):
      return TransportStream(status: response.status, headers: response.headers, body: BodyStream([bytes]))
    case .stream(let body):
      return TransportStream(status: response.status, headers: response.headers, body: limited(body))
    case .upgrade: throw TransportError(.invalidRequest, "a transport in memory has no connection to upgrade")
    }
  }

  /// Refuses what comes after. Streams that are open go on until they are dropped.
  public func shutdown() async { isShutDown.withLock { $0 = true } }
}

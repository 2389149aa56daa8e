/// The one seam between the package and the network: everything above it is independent of how bytes travel.
///
/// A transport is bound to one server. It adds no credentials, follows no redirects, retries nothing and does not look
/// at status codes. Cancelling the calling task ends the exchange at once and throws `CancellationError`; every other
/// failure is a ``TransportError``.
public protocol Transport: Sendable {
  /// Sends a request and collects the whole answer, at most ``TransportRequest/maximumResponseBytes`` of it.
  func send(_ request: TransportRequest) async throws -> TransportResponse

  /// Sends a request and returns as soon as the answer's head is there; its body is then pulled.
  ///
  /// Dropping the body, or leaving the loop over it, closes the exchange.
  func stream(_ request: TransportRequest) async throws -> TransportStream

  /// Fails what is in flight, refuses what comes after, and returns when no resource is held any more.
  func shutdown() async
}

extension Transport {
  /// Collects what ``stream(_:)`` gives.
  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    let stream = try await stream(request)
    let body = try await stream.body.collect(upTo: request.maximumResponseBytes)
    return TransportResponse(status: stream.status, headers: stream.headers, body: body)
  }
}

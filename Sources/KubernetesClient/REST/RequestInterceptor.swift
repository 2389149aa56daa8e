public import HTTPTypes
public import KubernetesCore

/// Sees every attempt on its way out and every answer's head on its way in. The client's credentials are added after it
/// and are not in the request that comes with an answer, so it never sees them; an `Authorization` field that the caller
/// of the request has set itself it does.
public protocol RequestInterceptor: Sendable {
  /// May change the request, or throw to stop it.
  func willSend(_ request: inout TransportRequest) async throws
  /// Is told of the answer, before its body is read. `request` is what all interceptors have made of it, without
  /// credentials.
  func didReceive(status: Int, headers: HTTPFields, for request: TransportRequest) async
}

extension RequestInterceptor {
  /// Changes nothing.
  public func willSend(_ request: inout TransportRequest) async throws {}
  /// Ignores it.
  public func didReceive(status: Int, headers: HTTPFields, for request: TransportRequest) async {}
}

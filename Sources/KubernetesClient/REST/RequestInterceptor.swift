public import HTTPTypes
public import KubernetesCore

/// Sees every attempt on its way out and every answer's head on its way in. Credentials are added after it, so it
/// never sees them.
public protocol RequestInterceptor: Sendable {
  /// May change the request, or throw to stop it.
  func willSend(_ request: inout TransportRequest) async throws
  /// Is told of the answer, before its body is read.
  func didReceive(status: Int, headers: HTTPFields, for request: TransportRequest) async
}

extension RequestInterceptor {
  /// Changes nothing.
  public func willSend(_ request: inout TransportRequest) async throws {}
  /// Ignores it.
  public func didReceive(status: Int, headers: HTTPFields, for request: TransportRequest) async {}
}

/// What one request needs to reach the server as who the client is: a header field and the connection's TLS material.
public struct Authentication: Sendable {
  /// The value of the `Authorization` field; nil to send none.
  ///
  /// A request that has one of its own keeps it.
  public var authorization: SensitiveString?
  /// What connections are made with.
  public var tls: TLSMaterial
  /// Which state of the TLS material this is: equal generations mean equal material.
  public var generation: TLSGeneration

  /// What the provider gave.
  let credential: Credential
}

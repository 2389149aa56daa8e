/// Counts how often the TLS material of an ``Authenticator`` has changed, so that a transport can tell cheaply whether
/// it has to do anything.
///
/// When only ``trust`` has moved on, connections that are in use may stay: the server they lead to was verified. When
/// ``identity`` has moved on, connections made with the old certificate are to be closed, for the server goes on to see
/// the old identity on them. ``CurlTransport/update(_:)`` closes in both cases what is idle at once, and what is in use
/// when it is through.
public struct TLSGeneration: Sendable, Hashable {
  /// How often the trusted authorities have changed.
  public var trust: UInt64
  /// How often the client's certificate has changed.
  public var identity: UInt64

  /// True when anything has changed since `other`.
  func isNewer(than other: TLSGeneration) -> Bool { trust > other.trust || identity > other.identity }
}

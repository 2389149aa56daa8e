/// A transport that can also open bare connections, for protocols that HTTP is only the beginning of.
public protocol ConnectingTransport: Transport {
  /// Opens a connection of its own to the server: name, proxy and TLS are done, and nothing has been said on it yet.
  ///
  /// - Throws: ``TransportError``, or `CancellationError`.
  func connect() async throws -> any TransportConnection
}

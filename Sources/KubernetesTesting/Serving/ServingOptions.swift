/// Where and how a server listens.
public struct ServingOptions: Sendable {
  /// The address to listen on.
  public var host: String
  /// The port; 0 for any that is free.
  public var port: Int
  /// Whether connections are encrypted. Then HTTP/2 is offered next to HTTP/1.1, and client certificates of the
  /// server's own authority name their user (common name) and groups (organizations).
  public var usesTLS: Bool

  /// Listens on a free loopback port, in the clear unless told otherwise.
  public init(host: String = "127.0.0.1", port: Int = 0, usesTLS: Bool = false) {
    self.host = host
    self.port = port
    self.usesTLS = usesTLS
  }
}

public import KubernetesCore

extension ScriptedKubelet {
  /// One forwarded port.
  public struct PortConnection: Sendable {
    let session: ChannelSession
    let channel: UInt8
    /// The pod; the container's name is empty.
    public let pod: Container
    /// The port.
    public let port: Int

    /// The next piece from the client; nil at its end.
    ///
    /// - Throws: `CancellationError` when the client has gone.
    public func read() async throws -> Bytes? { try await session.read(channel) }

    /// Sends a piece to the client and returns when it is on its way.
    ///
    /// - Throws: When the connection is gone.
    public func write(_ bytes: Bytes) async throws { try await session.write(bytes, to: channel) }
  }
}

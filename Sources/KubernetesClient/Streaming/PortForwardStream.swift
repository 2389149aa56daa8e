public import KubernetesCore
internal import KubernetesLocks

/// A connection to a port of a pod.
///
/// One task may write while another reads. Data is pulled; a reader that is slow makes the peer wait. The connection is
/// closed when the closure that was given the stream returns.
public final class PortForwardStream: Sendable {
  private let socket: WebSocket
  private let state = Lock(PortForwardChannels())

  /// The most data of one message.
  private static let size = 32 << 10

  init(_ socket: WebSocket) { self.socket = socket }

  /// What the port sends, at least one byte; nil at the end. A second concurrent reader is refused.
  ///
  /// - Throws: `KubernetesError` with the code `transport` when the connection breaks, or with the server's words when
  ///   nothing listens on the port.
  public func read() async throws -> Bytes? {
    while let message = try await socket.next() {
      if let data = try state.withLock({ try $0.receive(message) }) { return data }
    }
    return nil
  }

  /// Sends to the port. Returns when the bytes have left.
  ///
  /// Cancelling the calling task closes the connection.
  public func write(_ bytes: Bytes) async throws {
    var start = 0
    while start < bytes.count {
      let end = min(start + Self.size, bytes.count)
      try await socket.send(prefix: [PortForwardChannels.data], bytes[start..<end])
      start = end
    }
  }
}

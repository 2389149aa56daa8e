import KubernetesCore
import KubernetesLocks

/// The channels of one WebSocket, between the handler of a test and the connection.
///
/// What the client sends waits here until the handler reads it; when more than ``highWatermark`` bytes wait, the
/// connection is told to hold the client back.
final class ChannelSession: Sendable {
  /// What the connection does for the session.
  struct Connection: Sendable {
    /// Sends one message; returns when it is on its way.
    var send: @Sendable (Bytes) async throws -> Void
    /// Ends a channel, where the protocol can say so.
    var finish: @Sendable (UInt8) async throws -> Void = { _ in }
    /// Lets the client send, or holds it back.
    var holdBack: @Sendable (Bool) -> Void
  }

  static let highWatermark = 1 << 20

  let layout: ChannelLayout
  let sizes: AsyncStream<ScriptedKubelet.TerminalSize>
  private let sizeWriter: AsyncStream<ScriptedKubelet.TerminalSize>.Continuation
  private let inputs: [UInt8: InMemoryPipe]
  private let waiting = Lock(0)
  private let connection: Connection

  init(_ layout: ChannelLayout, _ connection: Connection) {
    self.layout = layout
    self.connection = connection
    inputs = Dictionary(uniqueKeysWithValues: layout.inputs.map { ($0, InMemoryPipe()) })
    (sizes, sizeWriter) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(16))
  }

  // MARK: The handler's side

  /// The next piece of a channel; nil at its end, and of a channel that is not there.
  func read(_ channel: UInt8) async throws -> Bytes? {
    guard let bytes = try await inputs[channel]?.next() else { return nil }
    let isLow = waiting.withLock { waiting in
      waiting -= bytes.count
      return waiting < Self.highWatermark && waiting + bytes.count >= Self.highWatermark
    }
    if isLow { connection.holdBack(false) }
    return bytes
  }

  /// Sends a piece; a channel that the client did not ask for swallows it.
  func write(_ bytes: Bytes, to channel: UInt8) async throws {
    guard layout.outputs.contains(channel) || channel == ChannelLayout.error else { return }
    var message = BytesBuilder(capacity: bytes.count + 1)
    message.append(contentsOf: [channel])
    message.append(bytes)
    try await connection.send(message.finish())
  }

  /// Sends bytes as they are, for protocols that tell channels apart in a way of their own.
  func send(_ bytes: [UInt8]) async throws { try await connection.send(Bytes(bytes)) }

  /// Ends a channel towards the client.
  func finish(_ channel: UInt8) async throws { try await connection.finish(channel) }

  // MARK: The connection's side

  /// Takes a message of the client.
  func receive(_ message: ChannelMessage) {
    switch message {
    case .data(let channel, let bytes):
      let isHigh = waiting.withLock { waiting in
        waiting += bytes.count
        return waiting >= Self.highWatermark
      }
      inputs[channel]?.send(bytes)
      if isHigh { connection.holdBack(true) }
    case .end(let channel): inputs[channel]?.finish(nil)
    case .size(let size): sizeWriter.yield(size)
    case .ignored: break
    }
  }

  /// The connection is gone: whoever reads learns of it.
  func close() {
    sizeWriter.finish()
    for pipe in inputs.values { pipe.close() }
  }
}

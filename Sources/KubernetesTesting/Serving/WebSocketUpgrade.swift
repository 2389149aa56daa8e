import Crypto
import KubernetesCore
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Turns an HTTP/1.1 connection into a WebSocket (RFC 6455, section 4.2).
struct WebSocketUpgrade: Sendable {
  /// The handlers that speak HTTP on the connection, in the order in which they go.
  let handlers: NIOLoopBound<[any RemovableChannelHandler]>

  /// What the server answers to a client's key.
  static func accept(_ key: String) -> String {
    // The constant of the RFC.
    let digest = Insecure.SHA1.hash(data: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
    return Base64.encode(Array(digest))
  }

  /// Answers with 101, takes HTTP off the connection, and puts the streams on it.
  func perform(_ streaming: ContainerStreaming, key: String, on channel: any Channel) async throws {
    var headers = HTTPHeaders()
    headers.add(name: "Upgrade", value: "websocket")
    headers.add(name: "Connection", value: "Upgrade")
    headers.add(name: "Sec-WebSocket-Accept", value: Self.accept(key))
    headers.add(name: "Sec-WebSocket-Protocol", value: streaming.protocolName)
    channel.write(
      HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)),
      promise: nil)
    try await channel.writeAndFlush(HTTPServerResponsePart.end(nil)).get()
    let handlers = handlers
    try await channel.eventLoop.flatSubmit { () -> EventLoopFuture<Void> in
      // Behind those that speak HTTP, which hand over what has come meanwhile when they go, the decoder last.
      let pipeline = channel.pipeline.syncOperations
      do {
        try pipeline.addHandler(WebSocketFrameEncoder())
        try pipeline.addHandler(
          ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: WebSocketSession.maximumMessageBytes)))
        try pipeline.addHandler(WebSocketSession(streaming))
      } catch {
        return channel.eventLoop.makeFailedFuture(error)
      }
      let removals = handlers.value.map { pipeline.removeHandler($0) }
      return EventLoopFuture.andAllSucceed(removals, on: channel.eventLoop)
    }.get()
  }
}

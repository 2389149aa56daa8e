import KubernetesCore
import NIOCore
import NIOWebSocket

/// Speaks WebSocket on a connection that has been upgraded: puts messages together, answers pings, and ends with the
/// streams.
final class WebSocketSession: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  /// The largest message of a client.
  static let maximumMessageBytes = 1 << 20

  private let streaming: ContainerStreaming
  private var session: ChannelSession?
  private var task: Task<Void, Never>?
  private var message: ByteBuffer?
  private var isClosing = false

  init(_ streaming: ContainerStreaming) { self.streaming = streaming }

  func handlerAdded(context: ChannelHandlerContext) {
    let channel = context.channel
    let session = ChannelSession(
      streaming.layout,
      .init(
        send: { bytes in try await Conversation.send(bytes, on: channel) },
        holdBack: { isHeld in channel.setOption(.autoRead, value: !isHeld).whenComplete { _ in } }))
    self.session = session
    // A client that has gone meanwhile is not told of again.
    guard channel.isActive else { return session.close() }
    let conversation = Conversation(streaming: streaming, session: session, channel: channel)
    task = Task { await conversation.run() }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    switch frame.opcode {
    case .ping:
      context.writeAndFlush(
        wrapOutboundOut(WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData)), promise: nil)
    case .connectionClose: end(context, .normalClosure)
    case .binary, .text, .continuation:
      var buffer = frame.unmaskedData
      if frame.opcode == .continuation {
        guard message != nil else { return end(context, .protocolError) }
        message?.writeBuffer(&buffer)
      } else {
        guard message == nil else { return end(context, .protocolError) }
        message = buffer
      }
      guard let whole = message else { return }
      if whole.readableBytes > Self.maximumMessageBytes { return end(context, .messageTooLarge) }
      if frame.fin {
        message = nil
        session?.receive(ChannelMessage(Bytes(Array(whole.readableBytesView)), streaming.layout))
      }
    default: break
    }
  }

  private func end(_ context: ChannelHandlerContext, _ code: WebSocketErrorCode) {
    guard !isClosing else { return }
    isClosing = true
    task?.cancel()
    session?.close()
    var data = context.channel.allocator.buffer(capacity: 2)
    data.write(webSocketErrorCode: code)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(WebSocketFrame(fin: true, opcode: .connectionClose, data: data)))
      .whenComplete { _ in bound.value.close(promise: nil) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    task?.cancel()
    session?.close()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    end(context, .protocolError)
  }

  /// What the handler of the test does on the connection, in a task of its own.
  private struct Conversation: Sendable {
    let streaming: ContainerStreaming
    let session: ChannelSession
    let channel: any Channel

    @concurrent
    func run() async {
      do {
        try await streaming.run(session)
        var data = channel.allocator.buffer(capacity: 2)
        data.write(webSocketErrorCode: .normalClosure)
        try await channel.writeAndFlush(WebSocketFrame(fin: true, opcode: .connectionClose, data: data)).get()
        try await channel.close().get()
      } catch {
        // The client learns of it by the end of the connection.
        channel.close(promise: nil)
      }
    }

    static func send(_ bytes: Bytes, on channel: any Channel) async throws {
      let buffer = bytes.withUnsafeBytes { channel.allocator.buffer(bytes: $0) }
      try await channel.writeAndFlush(WebSocketFrame(fin: true, opcode: .binary, data: buffer)).get()
    }
  }
}

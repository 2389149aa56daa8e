import KubernetesCore
import KubernetesLocks
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

@testable import KubernetesTesting

/// One WebSocket to an embedded server on a port.
struct WebSocketClient: Sendable {
  /// What the server has sent.
  enum Event: Sendable, Equatable {
    case status(Int, String)
    case message(UInt8, String)
    case pong
    case closed
  }

  let channel: any Channel
  let events: AsyncStream<Event>

  /// Connects and asks for an upgrade.
  static func open(_ port: Int, _ path: String, protocols: String = "v5.channel.k8s.io") async throws -> WebSocketClient
  {
    let (events, writer) = AsyncStream<Event>.makeStream()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            HTTPRequestEncoder(), ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .forwardBytes)),
            Opening(writer),
          ])
        }
      }.connect(host: "127.0.0.1", port: port).get()
    var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path)
    head.headers = [
      "Host": "127.0.0.1", "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": protocols,
    ]
    channel.write(HTTPClientRequestPart.head(head), promise: nil)
    try await channel.writeAndFlush(HTTPClientRequestPart.end(nil)).get()
    return WebSocketClient(channel: channel, events: events)
  }

  /// Sends one binary message.
  func send(_ bytes: [UInt8]) async throws { try await send(.binary, bytes) }

  /// Sends one frame.
  func send(_ opcode: WebSocketOpcode, _ bytes: [UInt8] = [], fin: Bool = true) async throws {
    let frame = WebSocketFrame(
      fin: fin, opcode: opcode, maskKey: .random(), data: channel.allocator.buffer(bytes: bytes))
    try await channel.writeAndFlush(frame).get()
  }

  /// Waits for the answer to the request, then speaks WebSocket.
  private final class Opening: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPClientResponsePart
    private let writer: AsyncStream<Event>.Continuation
    private var status = 0
    private var body = ""

    init(_ writer: AsyncStream<Event>.Continuation) { self.writer = writer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head):
        status = Int(head.status.code)
        body = head.headers.first(name: "Sec-WebSocket-Accept") ?? ""
      case .body(let part): body += String(buffer: part)
      case .end:
        writer.yield(.status(status, body))
        guard status == 101 else { return }
        let pipeline = context.pipeline.syncOperations
        do {
          try pipeline.addHandler(WebSocketFrameEncoder())
          try pipeline.addHandler(ByteToMessageHandler(WebSocketFrameDecoder()))
          try pipeline.addHandler(Frames(writer))
        } catch { context.close(promise: nil) }
        pipeline.removeHandler(context: context, promise: nil)
        if let encoder = try? pipeline.handler(type: HTTPRequestEncoder.self) {
          pipeline.removeHandler(encoder).whenComplete { _ in }
        }
        if let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self) {
          pipeline.removeHandler(decoder).whenComplete { _ in }
        }
      }
    }

    func channelInactive(context: ChannelHandlerContext) { writer.yield(.closed) }
  }

  private final class Frames: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    private let writer: AsyncStream<Event>.Continuation

    init(_ writer: AsyncStream<Event>.Continuation) { self.writer = writer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let frame = unwrapInboundIn(data)
      var bytes = frame.unmaskedData
      switch frame.opcode {
      case .pong: writer.yield(.pong)
      case .binary:
        let channel: UInt8 = bytes.readInteger() ?? 255
        writer.yield(.message(channel, String(buffer: bytes)))
      default: break
      }
    }

    func channelInactive(context: ChannelHandlerContext) { writer.yield(.closed) }
  }
}

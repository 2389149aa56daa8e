import KubernetesLocks
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// A WebSocket server on the loopback interface, on SwiftNIO's implementation of the protocol: a closure plays each
/// connection.
final class UpgradeServer: Sendable {
  typealias Script = @Sendable (UpgradedConnection) async throws -> Void

  private let script: Script
  private let listener = Lock<(any Channel)?>(nil)
  private let tasks = Lock<[Task<Void, Never>]>([])
  private let channels = Lock<[any Channel]>([])
  /// The heads of the requests that asked for an upgrade.
  let requests = EventLog<HTTPRequestHead>()
  /// Numbers of connections that have ended.
  let endings = EventLog<Int>()

  private init(_ script: @escaping Script) { self.script = script }

  var port: Int { listener.withLock { $0?.localAddress?.port ?? 0 } }

  /// Runs a server for the length of `body`; it speaks `v5.channel.k8s.io`.
  static func run<R>(
    _ security: LoopbackServer.Security? = nil, _ script: @escaping Script,
    while body: (UpgradeServer) async throws -> R
  ) async throws -> R {
    let server = UpgradeServer(script)
    var security = security
    security?.protocols = ["http/1.1"]
    let context = try security.map { try NIOSSLContext(configuration: $0.configuration()) }
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try server.accept(channel, context) }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    server.listener.withLock { $0 = channel }
    let result: R
    do {
      result = try await body(server)
    } catch {
      await server.close()
      throw error
    }
    await server.close()
    return result
  }

  private func accept(_ channel: any Channel, _ context: NIOSSLContext?) throws {
    channels.withLock { $0.append(channel) }
    if let context { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context)) }
    let upgrader = NIOWebSocketServerUpgrader(
      maxFrameSize: 1 << 20,
      shouldUpgrade: { channel, head in
        let fields: HTTPHeaders = ["Sec-WebSocket-Protocol": "v5.channel.k8s.io"]
        return channel.eventLoop.makeSucceededFuture(head.uri.hasPrefix("/refuse") ? nil : fields)
      },
      upgradePipelineHandler: { channel, head in
        channel.eventLoop.makeCompletedFuture { try self.play(channel, head) }
      })
    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
      withServerUpgrade: (
        upgraders: [upgrader],
        completionHandler: { context in context.pipeline.removeHandler(name: "refusal", promise: nil) }
      ))
    try channel.pipeline.syncOperations.addHandler(RefusalHandler(), name: "refusal")
  }

  private func play(_ channel: any Channel, _ head: HTTPRequestHead) throws {
    requests.append(head)
    let number = requests.all.count
    let connection = UpgradedConnection(channel, number: number)
    try channel.pipeline.syncOperations.addHandler(FrameHandler(connection))
    channel.closeFuture.whenComplete { _ in self.endings.append(number) }
    let script = script
    let task = Task {
      try? await script(connection)
      try? await connection.close()
    }
    tasks.withLock { $0.append(task) }
  }

  private func close() async {
    for task in tasks.withLock({ $0 }) { task.cancel() }
    try? await listener.withLock { $0.take() }?.close().get()
    for channel in channels.withLock({ $0 }) { try? await channel.close().get() }
  }

  /// Answers what is no upgrade.
  private final class RefusalHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard case .end = unwrapInboundIn(data) else { return }
      let text =
        #"{"kind":"Status","apiVersion":"v1","status":"Failure","message":"pods \"none\" not found","reason":"NotFound","code":404}"#
      let headers: HTTPHeaders = ["Content-Type": "application/json", "Content-Length": "\(text.utf8.count)"]
      let head = HTTPResponseHead(version: .http1_1, status: .notFound, headers: headers)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }

  private final class FrameHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    private let connection: UpgradedConnection

    init(_ connection: UpgradedConnection) { self.connection = connection }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let frame = unwrapInboundIn(data)
      var payload = frame.unmaskedData
      connection.receive(
        frame.opcode, payload.readBytes(length: payload.readableBytes) ?? [], isMasked: frame.maskKey != nil)
    }

    func channelInactive(context: ChannelHandlerContext) { connection.end() }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }
}

/// A WebSocket that a test plays from the server's side.
final class UpgradedConnection: Sendable {
  struct Message: Sendable, Equatable {
    var opcode: WebSocketOpcode
    var payload: [UInt8]
  }

  let number: Int
  private let channel: any Channel
  private let messages: AsyncStream<Message>
  private let arrivals: AsyncStream<Message>.Continuation

  init(_ channel: any Channel, number: Int) {
    self.channel = channel
    self.number = number
    (messages, arrivals) = AsyncStream.makeStream()
  }

  func receive(_ opcode: WebSocketOpcode, _ payload: [UInt8], isMasked: Bool) {
    if isMasked { arrivals.yield(Message(opcode: opcode, payload: payload)) }
  }
  func end() { arrivals.finish() }

  /// The next message or control frame; nil when the client has gone.
  func next() async -> Message? {
    for await message in messages { return message }
    return nil
  }

  /// Returns when the bytes have left for the socket, which a client that does not read delays.
  func send(_ payload: [UInt8], _ opcode: WebSocketOpcode = .binary, isFinal: Bool = true) async throws {
    let frame = WebSocketFrame(fin: isFinal, opcode: opcode, data: ByteBuffer(bytes: payload))
    try await channel.writeAndFlush(frame).get()
  }

  func close() async throws { try await channel.close().get() }
}

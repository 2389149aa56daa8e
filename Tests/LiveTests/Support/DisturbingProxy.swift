import NIOCore
import NIOPosix

/// A TCP proxy on a loopback port that can be told to misbehave. It sees only ciphertext.
actor DisturbingProxy {
  private struct Connection {
    var client: any Channel
    var server: any Channel
  }

  private let backend: SocketAddress
  private var listener: (any Channel)?
  private var connections: [Connection] = []
  private var refuses = false

  private init(backend: SocketAddress) { self.backend = backend }

  /// Runs `body` with a proxy in front of a port of this machine; all connections are closed after it.
  static func run<Result: Sendable>(
    to port: Int, _ body: (_ proxy: DisturbingProxy, _ port: Int) async throws -> Result
  ) async throws -> Result {
    let proxy = DisturbingProxy(backend: try SocketAddress(ipAddress: "127.0.0.1", port: port))
    let port = try await proxy.listen()
    do {
      let result = try await body(proxy, port)
      await proxy.close()
      return result
    } catch {
      await proxy.close()
      throw error
    }
  }

  private func listen() async throws -> Int {
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelOption(.autoRead, value: false)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { _ = Task { await self.accept(channel) } }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    self.listener = listener
    return listener.localAddress?.port ?? 0
  }

  private func accept(_ client: any Channel) async {
    guard !refuses else { return client.close(promise: nil) }
    do {
      let server = try await ClientBootstrap(group: client.eventLoop)
        .channelOption(.autoRead, value: false)
        .channelOption(.allowRemoteHalfClosure, value: true)
        .connect(to: backend).get()
      guard !refuses else {
        server.close(promise: nil)
        return client.close(promise: nil)
      }
      try await client.pipeline.addHandler(Pipe(to: server)).get()
      try await server.pipeline.addHandler(Pipe(to: client)).get()
      connections.append(Connection(client: client, server: server))
      for channel in [client, server] { try await channel.setOption(.autoRead, value: true).get() }
    } catch {
      client.close(promise: nil)
    }
  }

  /// How many connections there are, dead ones included.
  var count: Int { connections.count }

  /// Closes all connections.
  func drop() {
    for connection in connections {
      connection.client.close(promise: nil)
      connection.server.close(promise: nil)
    }
    connections = []
  }

  /// Closes all connections, and from now on each new one at once, until ``goOn()``.
  func refuse() {
    refuses = true
    drop()
  }

  /// Takes connections again.
  func goOn() { refuses = false }

  /// Passes nothing on any more over the connections that there are. They stay open.
  func stall() async {
    for connection in connections {
      for channel in [connection.client, connection.server] {
        // Those that have been closed already are left.
        try? await channel.setOption(.autoRead, value: false).get()
      }
    }
  }

  /// Tells clients that the server has nothing more to say, in the midst of it, and goes on to take what they say.
  func halfClose() async {
    for connection in connections {
      try? await connection.server.setOption(.autoRead, value: false).get()
      try? await connection.client.close(mode: .output).get()
    }
  }

  private func close() async {
    refuse()
    try? await listener?.close().get()
  }
}

/// Passes bytes on to another channel.
private final class Pipe: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer
  private let target: any Channel

  init(to target: any Channel) { self.target = target }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    target.writeAndFlush(unwrapInboundIn(data), promise: nil)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // The other side has said everything.
    if case .inputClosed? = event as? ChannelEvent { target.close(mode: .output, promise: nil) }
  }

  func channelInactive(context: ChannelHandlerContext) { target.close(promise: nil) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

import KubernetesLocks
import NIOCore
import NIOHTTP1

/// Collects requests of one HTTP/1.1 connection or one HTTP/2 stream and runs the server's closure on each.
final class ExchangeHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  private let server: LoopbackServer
  private let connection: Int
  private let isHTTP2: Bool
  private let peer: String?
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var open: [Int: LoopbackExchange] = [:]
  private var tasks: [Int: Task<Void, Never>] = [:]

  init(_ server: LoopbackServer, connection: Int, isHTTP2: Bool, peer: String?) {
    self.server = server
    self.connection = connection
    self.isHTTP2 = isHTTP2
    self.peer = peer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let buffer):
      body.append(contentsOf: buffer.readableBytesView)
    case .end:
      if let head { serve(head, context) }
      head = nil
    }
  }

  private func serve(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let number = server.nextExchange()
    let request = LoopbackRequest(
      connection: connection, exchange: number, isHTTP2: isHTTP2, method: head.method.rawValue, target: head.uri,
      headers: head.headers, body: body, peer: peer)
    let exchange = LoopbackExchange(request, context.channel)
    open[number] = exchange
    let server = server
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    let loop = context.eventLoop
    server.events.append(.request(request))
    tasks[number] = Task {
      do {
        try await server.handler(exchange)
        server.events.append(.answered(exchange: number))
      } catch {
        // The peer has gone, which `channelInactive` records, or the test has failed the exchange on purpose.
        try? await exchange.cut()
      }
      loop.execute {
        bound.value.open[number] = nil
        bound.value.tasks[number] = nil
      }
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    for (number, exchange) in open {
      server.events.append(.abandoned(exchange: number, target: exchange.request.target))
      exchange.markAbandoned()
      tasks[number]?.cancel()
    }
    open = [:]
    context.fireChannelInactive()
  }

  /// Resets and cuts are what many tests are about; the connection's end follows.
  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

import HTTPTypes
import KubernetesCore
import NIOCore
import NIOHTTP1

/// Turns the parts of a request into an ``APIRequest``, and an answer into parts. One for each HTTP/1.1 connection, one
/// for each HTTP/2 stream.
final class ExchangeHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let core: ServerCore
  private let user: UserInfo?
  private let isHTTP1: Bool
  /// The handlers before this one that speak HTTP/1.1, and go when the connection changes its protocol.
  private let httpHandlers: [any RemovableChannelHandler]
  private var head: HTTPRequestHead?
  private var body = BytesBuilder()
  private var isTooLarge = false
  /// What is answering the request. It ends with the connection.
  private var task: Task<Void, Never>?

  init(core: ServerCore, user: UserInfo?, isHTTP1: Bool, httpHandlers: [any RemovableChannelHandler] = []) {
    self.httpHandlers = httpHandlers
    self.core = core
    self.user = user
    self.isHTTP1 = isHTTP1
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = BytesBuilder()
      isTooLarge = false
      if head.headers[canonicalForm: "expect"].contains(where: { $0.lowercased() == "100-continue" }) {
        context.writeAndFlush(
          wrapOutboundOut(.head(HTTPResponseHead(version: head.version, status: .continue))), promise: nil)
      }
    case .body(let part):
      // One byte more than the limit is enough to be refused for the size.
      isTooLarge = isTooLarge || body.count + part.readableBytes > core.configuration.maximumBodyBytes
      if !isTooLarge { part.withUnsafeReadableBytes { body.append($0) } }
    case .end: answer(context.channel)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    task?.cancel()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    task?.cancel()
    context.close(promise: nil)
  }

  private func answer(_ channel: any Channel) {
    guard let head else { return }
    self.head = nil
    var fields = HTTPFields()
    for (name, value) in head.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    let method = HTTPRequest.Method(head.method.rawValue) ?? .get
    let bytes = isTooLarge ? Bytes(repeatElement(0, count: core.configuration.maximumBodyBytes + 1)) : body.finish()
    var request = APIRequest(method: method, target: head.uri, headers: fields, body: bytes, certificateUser: user)
    let isWebSocket = isHTTP1 && head.headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
    request.canUpgrade = isWebSocket
    let upgrade =
      isWebSocket
      ? WebSocketUpgrade(handlers: NIOLoopBound([self] + httpHandlers, eventLoop: channel.eventLoop)) : nil
    let exchange = Exchange(
      server: APIServer(core: core), channel: channel, version: head.version, isHTTP1: isHTTP1,
      keepsAlive: head.isKeepAlive && !isTooLarge, isHead: head.method == .HEAD, upgrade: upgrade)
    task = Task { await exchange.run(request) }
  }
}

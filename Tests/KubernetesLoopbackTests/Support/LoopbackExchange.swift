import NIOCore
import NIOHTTP1

/// One request at the server, and the pen to answer it with.
final class LoopbackExchange: Sendable {
  let request: LoopbackRequest
  private let channel: any Channel
  private let gone = Gate()

  init(_ request: LoopbackRequest, _ channel: any Channel) {
    self.request = request
    self.channel = channel
  }

  /// Answers in one piece.
  func respond(_ status: Int = 200, headers: HTTPHeaders = [:], body: [UInt8] = []) async throws {
    var headers = headers
    if !headers.contains(name: "content-length") { headers.add(name: "Content-Length", value: "\(body.count)") }
    try await start(status, headers: headers)
    if !body.isEmpty, request.method != "HEAD" { try await write(body) }
    try await end()
  }

  func respond(_ status: Int = 200, headers: HTTPHeaders = [:], text: String) async throws {
    try await respond(status, headers: headers, body: Array(text.utf8))
  }

  /// Sends the head.
  func start(_ status: Int = 200, headers: HTTPHeaders = [:]) async throws {
    let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: headers)
    try await channel.writeAndFlush(HTTPServerResponsePart.head(head)).get()
  }

  /// Returns when the bytes have left for the socket, which a client that does not read delays.
  func write(_ bytes: [UInt8]) async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes)))).get()
  }

  func write(_ text: String) async throws { try await write(Array(text.utf8)) }

  func end(trailers: HTTPHeaders? = nil) async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.end(trailers)).get()
  }

  /// Breaks the stream (HTTP/2) or the connection (HTTP/1.1) off.
  func cut() async throws { try await channel.close(mode: .all).get() }

  /// Returns when the peer has gone.
  func abandoned() async throws { try await gone.passed() }
  func markAbandoned() { gone.open() }
}

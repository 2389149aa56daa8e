import HTTPTypes
import KubernetesCore
import NIOCore
import NIOHTTP1

/// One request and its answer on a channel.
struct Exchange: Sendable {
  let server: APIServer
  let channel: any Channel
  let version: HTTPVersion
  let isHTTP1: Bool
  let keepsAlive: Bool
  let isHead: Bool
  /// How the connection changes its protocol; nil where it cannot.
  let upgrade: WebSocketUpgrade?

  /// Answers; a failure closes the connection, or resets the stream, without an end.
  @concurrent
  func run(_ request: APIRequest) async {
    do {
      let response = try await server.respond(to: request)
      if case .upgrade(let streaming) = response.body, let upgrade {
        try await upgrade.perform(streaming, key: request.headers[.webSocketKey] ?? "", on: channel)
      } else {
        try await write(response)
      }
    } catch {
      // The peer learns of it by the missing end.
      try? await channel.close().get()
    }
  }

  private func write(_ response: APIResponse) async throws {
    var headers = HTTPHeaders()
    for field in response.headers { headers.add(name: field.name.rawName, value: field.value) }
    if case .bytes(let bytes) = response.body {
      headers.replaceOrAdd(name: "Content-Length", value: String(bytes.count))
    }
    if isHTTP1, !keepsAlive { headers.replaceOrAdd(name: "Connection", value: "close") }
    let head = HTTPResponseHead(version: version, status: .init(statusCode: response.status), headers: headers)
    switch response.body {
    case .bytes(let bytes):
      channel.write(HTTPServerResponsePart.head(head), promise: nil)
      if !isHead, !bytes.isEmpty { channel.write(part(bytes), promise: nil) }
    case .stream(let stream):
      try await channel.writeAndFlush(HTTPServerResponsePart.head(head)).get()
      if isHead { stream.cancel() } else { try await copy(stream) }
    case .upgrade: break
    }
    try await channel.writeAndFlush(HTTPServerResponsePart.end(nil)).get()
    if isHTTP1, !keepsAlive { try await channel.close().get() }
  }

  /// Waits for each piece to be on its way before it takes the next, so that a slow reader holds the source.
  private func copy(_ stream: BodyStream) async throws {
    while let bytes = try await stream.next() { try await channel.writeAndFlush(part(bytes)).get() }
  }

  private func part(_ bytes: Bytes) -> HTTPServerResponsePart {
    bytes.withUnsafeBytes { .body(.byteBuffer(channel.allocator.buffer(bytes: $0))) }
  }
}

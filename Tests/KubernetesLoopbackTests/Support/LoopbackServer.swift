import KubernetesLocks
import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOPosix
import NIOSSL
import SwiftASN1
import X509

/// An HTTP server on the loopback interface: a closure answers, a log remembers.
final class LoopbackServer: Sendable {
  typealias Handler = @Sendable (LoopbackExchange) async throws -> Void

  struct Security: Sendable {
    var identity: TestAuthority.Identity
    var protocols = ["h2", "http/1.1"]
    /// The authority of clients; with one, a client certificate is required.
    var clientAuthority: [UInt8]?
    var concurrentStreams = 100
    /// Speaks nothing above TLS 1.1.
    var speaksOldVersionsOnly = false
  }

  let events = EventLog<LoopbackEvent>()
  let handler: Handler
  private let security: Security?
  private let numbers = Lock((connection: 0, exchange: 0))
  private let listener = Lock<(any Channel)?>(nil)
  private let connections = Lock<[Int: any Channel]>([:])

  private init(_ security: Security?, _ handler: @escaping Handler) {
    self.security = security
    self.handler = handler
  }

  /// Runs a server for the length of `body`.
  static func run<R>(
    _ security: Security? = nil, host: String = "127.0.0.1", unixSocketPath: String? = nil, handler: @escaping Handler,
    while body: (LoopbackServer) async throws -> R
  ) async throws -> R {
    let server = LoopbackServer(security, handler)
    try await server.listen(host, unixSocketPath)
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

  var port: Int { listener.withLock { $0?.localAddress?.port ?? 0 } }

  var requests: [LoopbackRequest] { events.all.compactMap(\.request) }
  var connectionCount: Int { events.all.lazy.filter(\.isConnected).count }

  func request(to target: String) async throws -> LoopbackRequest {
    // The predicate has found a request.
    try await events.first { $0.request?.target == target }.request!
  }

  func nextExchange() -> Int {
    numbers.withLock { numbers in
      numbers.exchange += 1
      return numbers.exchange
    }
  }

  /// Asks the clients of every HTTP/2 connection to leave.
  func drain() async throws {
    for channel in connections.withLock({ Array($0.values) }) {
      let frame = HTTP2Frame(
        streamID: .rootStream, payload: .goAway(lastStreamID: .maxID, errorCode: .noError, opaqueData: nil))
      try await channel.writeAndFlush(frame).get()
    }
  }

  /// Closes every connection under its exchanges.
  func cutConnections() async {
    for channel in connections.withLock({ Array($0.values) }) { try? await channel.close().get() }
  }

  /// Refuses connections from now on.
  func close() async {
    let channel = listener.withLock { $0.take() }
    try? await channel?.close().get()
    await cutConnections()
  }

  // MARK: Channels

  private func listen(_ host: String, _ unixSocketPath: String?) async throws {
    let context = try security.map { try NIOSSLContext(configuration: $0.configuration()) }
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try self.accept(channel, context) }
      }
    let channel =
      if let unixSocketPath {
        try await bootstrap.bind(unixDomainSocketPath: unixSocketPath).get()
      } else {
        try await bootstrap.bind(host: host, port: 0).get()
      }
    listener.withLock { $0 = channel }
  }

  private func accept(_ channel: any Channel, _ context: NIOSSLContext?) throws {
    let number = numbers.withLock { numbers in
      numbers.connection += 1
      return numbers.connection
    }
    events.append(.connected(number))
    connections.withLock { $0[number] = channel }
    channel.closeFuture.whenComplete { _ in
      self.connections.withLock { $0[number] = nil }
      self.events.append(.disconnected(number))
    }
    guard let context, let security else {
      try channel.pipeline.syncOperations.configureHTTPServerPipeline()
      try channel.pipeline.syncOperations.addHandler(
        ExchangeHandler(self, connection: number, isHTTP2: false, peer: nil))
      return
    }
    let tls = NIOSSLServerHandler(context: context)
    try channel.pipeline.syncOperations.addHandler(tls)
    var connection = NIOHTTP2Handler.ConnectionConfiguration()
    connection.initialSettings = [
      HTTP2Setting(parameter: .maxConcurrentStreams, value: security.concurrentStreams),
      HTTP2Setting(parameter: .maxHeaderListSize, value: HPACKDefaults.maxHeaderListSize),
    ]
    var streams = NIOHTTP2Handler.StreamConfiguration()
    // Cancelling a thousand streams is what some tests do.
    streams.streamResetFrameRateLimit.maximumCount = 1 << 20
    _ = channel.configureCommonHTTPServerPipeline(
      connectionConfiguration: connection, streamConfiguration: streams
    ) { stream in
      stream.eventLoop.makeCompletedFuture {
        let isHTTP2 = stream !== channel
        let peer = try channel.pipeline.syncOperations.nioSSL_peerCertificate()
        try stream.pipeline.syncOperations.addHandler(
          ExchangeHandler(self, connection: number, isHTTP2: isHTTP2, peer: peer.flatMap(commonName)))
      }
    }
  }
}

private enum HPACKDefaults {
  static let maxHeaderListSize = 1 << 16
}

private func commonName(_ certificate: NIOSSLCertificate) -> String? {
  guard let der = try? certificate.toDERBytes(), let parsed = try? Certificate(derEncoded: der) else { return nil }
  return parsed.subject.lazy.flatMap { $0 }.first { $0.type == .RDNAttributeType.commonName }.map { "\($0.value)" }
}

extension LoopbackServer.Security {
  func configuration() throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMBytes(identity.certificate).map { NIOSSLCertificateSource.certificate($0) }
    let key = NIOSSLPrivateKeySource.privateKey(try NIOSSLPrivateKey(bytes: identity.key, format: .pem))
    var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: key)
    configuration.applicationProtocols = protocols
    if speaksOldVersionsOnly {
      configuration.minimumTLSVersion = .tlsv1
      configuration.maximumTLSVersion = .tlsv11
    }
    // A client that is idle does not answer a close; the tests need not wait for it.
    configuration.shutdownTimeout = .milliseconds(50)
    if let clientAuthority {
      configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(clientAuthority))
      configuration.certificateVerification = .noHostnameVerification
    }
    return configuration
  }
}

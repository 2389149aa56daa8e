import KubernetesCore
import KubernetesLocks
import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOPosix
import NIOSSL
import NIOTLS

/// Accepts connections for a server: HTTP/1.1, and HTTP/2 where TLS can negotiate it.
final class Listener: Sendable {
  private let core: ServerCore
  private let tls: NIOSSLContext?
  private let connections = Lock<[ObjectIdentifier: any Channel]>([:])

  /// - Parameters:
  ///   - identity: The server's certificate; nil for connections in the clear.
  ///   - authority: Whose client certificates are accepted.
  init(core: ServerCore, identity: ClusterAuthority.Identity?, authority: String?) throws {
    self.core = core
    guard let identity, let authority else {
      tls = nil
      return
    }
    let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8))
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.key.utf8), format: .pem)))
    configuration.applicationProtocols = ["h2", "http/1.1"]
    configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authority.utf8)))
    configuration.certificateVerification = .optionalVerification
    tls = try NIOSSLContext(configuration: configuration)
  }

  /// Starts to listen.
  func bind(host: String, port: Int) async throws -> any Channel {
    try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try self.accept(channel) }
      }
      .bind(host: host, port: port).get()
  }

  /// Closes every connection.
  func closeConnections() async {
    for channel in connections.withLock({ Array($0.values) }) {
      // It may have closed itself meanwhile.
      try? await channel.close().get()
    }
  }

  private func accept(_ channel: any Channel) throws {
    let identifier = ObjectIdentifier(channel)
    connections.withLock { $0[identifier] = channel }
    channel.closeFuture.whenComplete { _ in self.connections.withLock { $0[identifier] = nil } }
    guard let tls else {
      try serveHTTP1(channel, user: nil)
      return
    }
    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
    let negotiation = ApplicationProtocolNegotiationHandler { result, channel in
      channel.eventLoop.makeCompletedFuture {
        let certificate = try channel.pipeline.syncOperations.nioSSL_peerCertificate()
        let user = try certificate.flatMap { ClusterAuthority.user(ofDER: try $0.toDERBytes()) }
        if case .negotiated("h2") = result {
          try self.serveHTTP2(channel, user: user)
        } else {
          try self.serveHTTP1(channel, user: user)
        }
      }
    }
    try channel.pipeline.syncOperations.addHandler(negotiation)
  }

  private func serveHTTP1(_ channel: any Channel, user: UserInfo?) throws {
    let encoder = HTTPResponseEncoder()
    let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
    let pipelining = HTTPServerPipelineHandler()
    let validator = NIOHTTPResponseHeadersValidator()
    let errors = HTTPServerProtocolErrorHandler()
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandlers([encoder, decoder, pipelining, validator, errors])
    // The decoder goes last, so that what comes early waits for the handlers of the new protocol.
    try pipeline.addHandler(
      ExchangeHandler(
        core: core, user: user, isHTTP1: true, httpHandlers: [errors, validator, pipelining, encoder, decoder]))
  }

  private func serveHTTP2(_ channel: any Channel, user: UserInfo?) throws {
    let core = core
    var configuration = NIOHTTP2Handler.ConnectionConfiguration()
    configuration.initialSettings = [
      HTTP2Setting(parameter: .maxConcurrentStreams, value: 1000),
      HTTP2Setting(parameter: .maxHeaderListSize, value: 1 << 16),
    ]
    // Limits against floods would end the connections of honest clients: libcurl sends a control frame with each upload, and
    // a reset with each watch that is dropped, and more than 200 in half a minute are a flood by default. A window of no
    // length never fills; a large count would take its room at once. Nobody floods a server for tests.
    configuration.controlFrameRateLimit.windowLength = .nanoseconds(1)
    configuration.maximumConnectionGlitches = .max
    var streams = NIOHTTP2Handler.StreamConfiguration()
    streams.streamResetFrameRateLimit.windowLength = .nanoseconds(1)
    streams.streamErrorRateLimit.windowLength = .nanoseconds(1)
    _ = try channel.pipeline.syncOperations.configureHTTP2Pipeline(
      mode: .server, connectionConfiguration: configuration, streamConfiguration: streams
    ) { stream in
      stream.eventLoop.makeCompletedFuture {
        try stream.pipeline.syncOperations.addHandler(HTTP2FramePayloadToHTTP1ServerCodec())
        try stream.pipeline.syncOperations.addHandler(ExchangeHandler(core: core, user: user, isHTTP1: false))
      }
    }
  }
}

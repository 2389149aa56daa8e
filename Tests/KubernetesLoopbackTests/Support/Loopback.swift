import KubernetesClient
import KubernetesCore

/// One server and one transport that talks to it.
enum Loopback {
  private static let shared = Result { try TestAuthority() }

  /// The authority whose servers every transport made here trusts.
  static func authority() throws -> TestAuthority { try shared.get() }

  /// A server that speaks what `way` says, and a transport for it; both are closed afterwards.
  static func run<R>(
    _ way: Way, configure: (inout CurlTransportConfiguration) -> Void = { _ in },
    secure: (inout LoopbackServer.Security) throws -> Void = { _ in }, handler: @escaping LoopbackServer.Handler,
    while body: (CurlTransport, LoopbackServer) async throws -> R
  ) async throws -> R {
    var security: LoopbackServer.Security?
    if way.wire != .plain {
      var made = LoopbackServer.Security(identity: try authority().server())
      if way.wire == .http1 { made.protocols = ["http/1.1"] }
      try secure(&made)
      security = made
    }
    return try await LoopbackServer.run(security, handler: handler) { server in
      var configuration = try configuration(way, port: server.port)
      configure(&configuration)
      return try await using(configuration) { try await body($0, server) }
    }
  }

  /// A raw server, and a transport that speaks plain HTTP/1.1 to it.
  static func run<R>(
    _ way: Way, configure: (inout CurlTransportConfiguration) -> Void = { _ in }, script: @escaping RawServer.Script,
    while body: (CurlTransport, RawServer) async throws -> R
  ) async throws -> R {
    try await RawServer.run(script) { server in
      var configuration = try configuration(Way(wire: .plain, eventLoop: way.eventLoop), port: server.port)
      configure(&configuration)
      return try await using(configuration) { try await body($0, server) }
    }
  }

  static func configuration(_ way: Way, port: Int) throws -> CurlTransportConfiguration {
    var configuration = CurlTransportConfiguration(
      scheme: way.wire == .plain ? .http : .https, host: "127.0.0.1", port: port)
    configuration.eventLoop = way.eventLoop
    if way.wire != .plain { configuration.tls.certificateAuthority = try authority().certificate }
    if way.wire == .http1 { configuration.httpVersion = .http1 }
    return configuration
  }

  /// A transport that is shut down at the end.
  static func using<R>(
    _ configuration: CurlTransportConfiguration, while body: (CurlTransport) async throws -> R
  ) async throws -> R {
    let transport = try CurlTransport(configuration)
    let result: R
    do {
      result = try await body(transport)
    } catch {
      await transport.shutdown()
      throw error
    }
    await transport.shutdown()
    return result
  }
}

extension Error {
  /// The transport error's code, for comparisons.
  var transportCode: TransportError.Code? { (self as? TransportError)?.code }
}

/// What `body` throws, as a transport error's code.
func code(of body: () async throws -> Void) async -> TransportError.Code? {
  do {
    try await body()
    return nil
  } catch {
    return error.transportCode
  }
}

/// `count` bytes that are different at every position modulo 251.
func pattern(_ count: Int, from start: Int = 0) -> [UInt8] { (start..<(start + count)).map { UInt8($0 % 251) } }

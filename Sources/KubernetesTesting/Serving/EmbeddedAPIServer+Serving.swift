import KubernetesCore
import NIOCore

extension EmbeddedAPIServer {
  /// Listens on a port for as long as `body` runs.
  ///
  /// - Parameters:
  ///   - options: Where and how. By default a free loopback port in the clear.
  ///   - body: Is given the address and what a client needs to be let in.
  /// - Throws: When the port cannot be had; what `body` throws.
  public func serving<R: Sendable>(
    _ options: ServingOptions = ServingOptions(), _ body: (ServingEndpoint) async throws -> R
  ) async throws -> R {
    let authority = options.usesTLS ? try ClusterAuthority() : nil
    let listener = try Listener(
      core: core, identity: try authority?.server(at: options.host), authority: authority?.certificate)
    let channel = try await listener.bind(host: options.host, port: options.port)
    let administrator = try authority?.client(.administrator)
    let endpoint = ServingEndpoint(
      host: options.host, port: channel.localAddress?.port ?? options.port,
      certificateAuthority: authority?.certificate,
      administrator: administrator.map { .init(certificate: $0.certificate, key: $0.key) },
      token: core.configuration.authentication.tokens.keys.min())
    let result: Result<R, any Error>
    do { result = .success(try await body(endpoint)) } catch { result = .failure(error) }
    // It may be closed already; either way nothing listens any more.
    try? await channel.close().get()
    await listener.closeConnections()
    return try result.get()
  }
}

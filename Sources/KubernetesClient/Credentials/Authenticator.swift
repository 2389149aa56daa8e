internal import KubernetesCore
internal import KubernetesLocks

/// Joins the credentials and the trust of a ``ClientConfiguration`` into what each request needs.
///
/// Safe from any task. ``authentication()`` is meant to be called for every request: it answers from memory, apart from
/// the moments when a file or a program has to be asked.
public final class Authenticator: Sendable {
  private let server: ServerURL
  private let serverName: String?
  private let verifiesServer: Bool
  private let isProtected: Bool
  private let credentials: any CredentialProvider
  private let authorities: CertificateAuthoritySource
  private let state = Lock(State())

  private struct State {
    var certificate: ClientCertificate?
    var authorities: [UInt8]?
    var generation = TLSGeneration(trust: 0, identity: 0)
  }

  /// An authenticator for a configuration; nothing is read or run yet.
  public convenience init(_ configuration: ClientConfiguration) { self.init(configuration, clock: .system) }

  init(_ configuration: ClientConfiguration, clock: CredentialClock) {
    server = configuration.server
    serverName = configuration.tls.serverName
    verifiesServer = configuration.tls.verifiesServer
    isProtected =
      configuration.server.scheme == .https || configuration.unixSocketPath != nil
      || configuration.allowsCredentialsInPlainText
    credentials = configuration.credentials
    authorities = CertificateAuthoritySource(
      configuration.tls.authority, files: configuration.files, clock: clock)
  }

  /// What a request needs now.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `credentials` or `configuration`, or
  ///   `CancellationError`.
  public func authentication() async throws -> Authentication { try join(try await credentials.credential()) }

  /// What to try once more with after the server has answered 401.
  ///
  /// - Returns: Nil when there is nothing new to try, so that the 401 is the answer.
  /// - Throws: As ``authentication()`` does.
  public func authentication(replacing rejected: Authentication) async throws -> Authentication? {
    guard let credential = try await credentials.credential(replacing: rejected.credential) else { return nil }
    return try join(credential)
  }

  private func join(_ credential: Credential) throws -> Authentication {
    guard isProtected || credential.hasSameProof(as: .anonymous) else {
      throw ConfigurationError(
        .conflict, "credentials are not sent to \(server), which is not reached by TLS", field: "server",
        remedy: "use https, leave the credentials out, or set allowsCredentialsInPlainText"
      ).kubernetesError
    }
    let authorities = server.scheme == .https ? try authorities.certificates() : nil
    let generation = state.withLock { state in
      // The first material is no change. Comparing is cheap: unchanged arrays are the same storage.
      if state.generation.trust == 0 || state.authorities != authorities { state.generation.trust += 1 }
      if state.generation.identity == 0 || state.certificate != credential.certificate {
        state.generation.identity += 1
      }
      state.authorities = authorities
      state.certificate = credential.certificate
      return state.generation
    }
    let tls = TLSMaterial(
      certificateAuthority: authorities, certificate: credential.certificate?.chain,
      privateKey: credential.certificate?.key.reveal(), serverName: serverName, verifiesServer: verifiesServer)
    return Authentication(
      authorization: credential.authorization, tls: tls, generation: generation, credential: credential)
  }
}

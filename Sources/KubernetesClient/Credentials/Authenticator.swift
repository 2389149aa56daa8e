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
    var certificateIssue: UInt64 = 0
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
    let authorities =
      server.scheme == .https ? try authorities.certificates() : .init(bytes: nil, generation: 1)
    // One who was overtaken on the way here gets what the other has brought, and does not turn the clock back.
    let (trusted, certificate, generation) = state.withLock { state in
      if authorities.generation > state.generation.trust {
        state.generation.trust = authorities.generation
        state.authorities = authorities.bytes
      }
      if credential.certificateIssue >= state.certificateIssue {
        // Comparing is cheap: an unchanged certificate is the same storage. The first one is no change.
        if state.generation.identity == 0 || state.certificate != credential.certificate {
          state.generation.identity += 1
          state.certificate = credential.certificate
        }
        state.certificateIssue = credential.certificateIssue
      }
      return (state.authorities, state.certificate, state.generation)
    }
    let tls = TLSMaterial(
      certificateAuthority: trusted, certificate: certificate?.chain, privateKey: certificate?.key.reveal(),
      serverName: serverName, verifiesServer: verifiesServer)
    return Authentication(
      authorization: credential.authorization, tls: tls, generation: generation, credential: credential)
  }
}

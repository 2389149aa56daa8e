internal import KubernetesCore
internal import KubernetesLocks

/// The trusted authorities of a client, read again from their file every five minutes.
///
/// A file that cannot be read any more, or has no certificate in it, does not replace what was read last.
final class CertificateAuthoritySource: Sendable {
  private let authority: TLSConfiguration.Authority
  private let files: any ConfigurationFiles
  private let clock: CredentialClock
  private let state = Lock(State())

  private struct State {
    var current: Authorities?
    var nextReading: Duration?
  }

  /// What is trusted, and how often it has changed.
  struct Authorities {
    /// As PEM; nil for those of the system.
    var bytes: [UInt8]?
    /// Counts from 1.
    var generation: UInt64
  }

  /// client-go's interval.
  static let period = Duration.seconds(300)

  init(_ authority: TLSConfiguration.Authority, files: any ConfigurationFiles, clock: CredentialClock) {
    self.authority = authority
    self.files = files
    self.clock = clock
  }

  /// The authorities to trust now.
  func certificates() throws(KubernetesError) -> Authorities {
    switch authority {
    case .system: return Authorities(bytes: nil, generation: 1)
    case .data(let bytes):
      guard PEM.hasCertificate(bytes) else {
        throw KubernetesError(.configuration, "there is no PEM certificate in the trusted authorities")
      }
      return Authorities(bytes: bytes, generation: 1)
    case .file(let path):
      let now = clock.uptime()
      let fresh = state.withLock { state -> Authorities? in
        guard let next = state.nextReading, now < next else { return nil }
        return state.current
      }
      return if let fresh { fresh } else { try read(path, next: now + Self.period) }
    }
  }

  private func read(_ path: String, next: Duration) throws(KubernetesError) -> Authorities {
    var problem = "there is no PEM certificate in the trusted authorities' file \(path)"
    var read: [UInt8]?
    do {
      let bytes = try files.read(path, limit: ConfigurationEnvironment.fileLimit)
      if PEM.hasCertificate(bytes) { read = bytes }
    } catch {
      problem = "the trusted authorities' file cannot be read: \(error)"
    }
    let current = state.withLock { state -> Authorities? in
      if let read, read != state.current?.bytes {
        state.current = Authorities(bytes: read, generation: (state.current?.generation ?? 0) + 1)
      }
      if state.current != nil { state.nextReading = next }
      return state.current
    }
    guard let current else { throw KubernetesError(.configuration, problem) }
    return current
  }
}

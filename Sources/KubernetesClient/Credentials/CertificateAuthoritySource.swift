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
    var bytes: [UInt8]?
    var nextReading: Duration?
  }

  /// client-go's interval.
  static let period = Duration.seconds(300)

  init(_ authority: TLSConfiguration.Authority, files: any ConfigurationFiles, clock: CredentialClock) {
    self.authority = authority
    self.files = files
    self.clock = clock
  }

  /// The authorities as PEM; nil for those of the system.
  func certificates() throws(KubernetesError) -> [UInt8]? {
    switch authority {
    case .system: return nil
    case .data(let bytes):
      guard PEM.hasCertificate(bytes) else {
        throw KubernetesError(.configuration, "there is no PEM certificate in the trusted authorities")
      }
      return bytes
    case .file(let path):
      let now = clock.uptime()
      let fresh = state.withLock { state -> [UInt8]? in
        guard let next = state.nextReading, now < next else { return nil }
        return state.bytes
      }
      return if let fresh { fresh } else { try read(path, next: now + Self.period) }
    }
  }

  private func read(_ path: String, next: Duration) throws(KubernetesError) -> [UInt8] {
    var problem = "there is no PEM certificate in the trusted authorities' file \(path)"
    var read: [UInt8]?
    do {
      let bytes = try files.read(path, limit: ConfigurationEnvironment.fileLimit)
      if PEM.hasCertificate(bytes) { read = bytes }
    } catch {
      problem = "the trusted authorities' file cannot be read: \(error)"
    }
    let current = state.withLock { state -> [UInt8]? in
      if let read, read != state.bytes { state.bytes = read }
      if state.bytes != nil { state.nextReading = next }
      return state.bytes
    }
    guard let current else { throw KubernetesError(.configuration, problem) }
    return current
  }
}

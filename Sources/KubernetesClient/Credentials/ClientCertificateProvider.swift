internal import KubernetesCore
internal import KubernetesLocks

/// A client certificate in memory, or in files that somebody keeps fresh.
///
/// Files are read again when the last reading is one second old (client-go's limit) and when the server has refused the
/// certificate. A pair that cannot be read, is not PEM or does not belong together, as in the middle of a change, does
/// not replace the last good one. The credential's certificate changes only when the contents do, so connections are
/// kept until then.
public final class ClientCertificateProvider: CredentialProvider {
  private let chain: PEMSource
  private let key: PEMSource
  private let files: any ConfigurationFiles
  private let clock: CredentialClock
  private let state: Lock<State>

  private struct State {
    var current: Credential?
    var nextReading: Duration?
  }

  /// How long a reading is good.
  static let period = Duration.seconds(1)

  /// A provider; nothing is read yet.
  public init(
    chain: PEMSource, key: PEMSource, files: any ConfigurationFiles = LocalFiles(), clock: CredentialClock = .system
  ) {
    self.chain = chain
    self.key = key
    self.files = files
    self.clock = clock
    state = Lock(State())
  }

  /// The certificate; reads the files first when it is time to, which blocks for that long.
  public func credential() async throws -> Credential {
    let now = clock.uptime()
    let fresh = state.withLock { state -> Credential? in
      guard let next = state.nextReading, now < next else { return nil }
      return state.current
    }
    if let fresh { return fresh }
    do {
      return try load()
    } catch {
      throw KubernetesError(.credentials, error.problem)
    }
  }

  /// The certificate that the files have now, unless it is the refused one.
  public func credential(replacing rejected: Credential) async throws -> Credential? {
    guard hasFiles else { return nil }
    let now = clock.uptime()
    let (last, isFresh) = state.withLock { state in
      (state.current, state.nextReading.map { now < $0 } ?? false)
    }
    if let last, last.certificate != rejected.certificate { return last }
    // Of many refusals of one certificate, the first sends us to the files; the others know an older issue.
    if let last, last.issue > rejected.issue, isFresh { return nil }
    guard let current = try? load(), current.certificate != rejected.certificate else { return nil }
    return current
  }

  private var hasFiles: Bool {
    switch (chain, key) {
    case (.data, .data): false
    default: true
    }
  }

  /// Why a pair cannot be used.
  struct Failure: Error {
    var problem: String
    var isAboutKey: Bool
    var isUnreadable: Bool
  }

  /// Reads both now.
  @discardableResult
  func load() throws(Failure) -> Credential {
    do {
      let certificate = try readPair()
      let next = hasFiles ? clock.uptime() + Self.period : .seconds(Int64.max)
      return state.withLock { state in
        var credential = state.current ?? Credential()
        if credential.certificate != certificate { credential.certificate = certificate }
        credential.issue += 1
        state.current = credential
        state.nextReading = next
        return credential
      }
    } catch {
      if let last = state.withLock({ $0.current }) { return last }
      throw error
    }
  }

  /// How often a pair is read that changes while it is read.
  private static let attempts = 3

  private func readPair() throws(Failure) -> ClientCertificate {
    var chainBytes = try read(chain, isKey: false)
    var keyBytes: [UInt8] = []
    for _ in 0..<Self.attempts {
      keyBytes = try read(key, isKey: true)
      let again = try read(chain, isKey: false)
      if again == chainBytes { break }
      chainBytes = again
    }
    let pair = ClientCertificate(chain: chainBytes, key: SensitiveBytes(keyBytes))
    let isKnown = state.withLock { $0.current?.certificate == pair }
    guard isKnown || CertificateMatch.mayBelongTogether(chain: chainBytes, key: keyBytes) else {
      throw Failure(
        problem: "the private key is not the certificate's", isAboutKey: true, isUnreadable: false)
    }
    return pair
  }

  private func read(_ source: PEMSource, isKey: Bool) throws(Failure) -> [UInt8] {
    let what = isKey ? "private key" : "certificate"
    let bytes: [UInt8]
    switch source {
    case .data(let data): bytes = data.reveal()
    case .file(let path):
      do {
        bytes = try files.read(path, limit: ConfigurationEnvironment.fileLimit)
      } catch {
        throw Failure(problem: "\(error)", isAboutKey: isKey, isUnreadable: true)
      }
    }
    guard isKey ? PEM.hasPrivateKey(bytes) : PEM.hasCertificate(bytes) else {
      let place = if case .file(let path) = source { path } else { "the data" }
      throw Failure(problem: "there is no PEM \(what) in \(place)", isAboutKey: isKey, isUnreadable: false)
    }
    return bytes
  }
}

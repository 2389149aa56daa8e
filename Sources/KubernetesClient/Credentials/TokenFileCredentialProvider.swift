internal import KubernetesCore
internal import KubernetesLocks

/// A bearer token in a file that somebody keeps fresh, such as a pod's service account token.
///
/// The file is read again when what was read is 50 s old (client-go: one minute less 10 s leeway), and at once when the
/// server has refused the token. White space around the token does not count. When the file cannot be read, or is
/// empty, the last good token is used on, and the file is tried again with the next request.
public final class TokenFileCredentialProvider: CredentialProvider {
  private let path: String
  private let files: any ConfigurationFiles
  private let clock: CredentialClock
  private let state: Lock<State>

  private struct State {
    var current: Credential?
    /// When the file is to be read again; nil for at once.
    var nextReading: Duration?
  }

  /// How old a token may get, and how long before that the file is read again.
  static let period = Duration.seconds(60)
  static let leeway = Duration.seconds(10)

  /// A provider; nothing is read yet.
  ///
  /// - Parameters:
  ///   - path: The file's absolute path.
  ///   - initialToken: What is sent as long as the file has never been read successfully.
  ///   - files: Where the file is.
  ///   - clock: The clocks.
  public init(
    path: String, initialToken: SensitiveString? = nil, files: any ConfigurationFiles = LocalFiles(),
    clock: CredentialClock = .system
  ) {
    self.path = path
    self.files = files
    self.clock = clock
    state = Lock(State(current: initialToken.map { .bearer($0) }, nextReading: nil))
  }

  /// The token; reads the file first when it is time to, which blocks for that long.
  public func credential() async throws -> Credential { try load() }

  /// The token that the file has now, unless it is the refused one.
  public func credential(replacing rejected: Credential) async throws -> Credential? {
    let isCurrent = state.withLock { state in
      let isCurrent = state.current.map { $0.issue == rejected.issue && $0.authorization == rejected.authorization }
      // Only the first refusal of a token sends us to the file.
      if isCurrent == true { state.nextReading = nil }
      return isCurrent ?? false
    }
    let current = isCurrent ? try read() : try load()
    return current.authorization == rejected.authorization ? nil : current
  }

  /// The token now; reads the file when it is time to.
  @discardableResult
  func load() throws(KubernetesError) -> Credential {
    let now = clock.uptime()
    let fresh = state.withLock { state -> Credential? in
      guard let next = state.nextReading, now < next else { return nil }
      return state.current
    }
    return if let fresh { fresh } else { try read() }
  }

  private func read() throws(KubernetesError) -> Credential {
    let token: SensitiveString
    do {
      let bytes = try files.read(path, limit: 1 << 20)
      token = try BearerToken.validating(
        SensitiveString(String(decoding: bytes, as: UTF8.self)), source: "the token file \(path)")
    } catch {
      if let last = state.withLock({ $0.current }) { return last }
      throw (error as? KubernetesError)
        ?? KubernetesError(.credentials, "the token file cannot be read: \(error)", cause: error)
    }
    let next = clock.uptime() + Self.period - Self.leeway
    return state.withLock { state in
      let credential = Credential.bearer(token, issue: (state.current?.issue ?? 0) + 1)
      state.current = credential
      state.nextReading = next
      return credential
    }
  }
}

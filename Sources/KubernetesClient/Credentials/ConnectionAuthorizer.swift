public import HTTPTypes
internal import KubernetesLocks

/// Authorizes the requests of a ``RESTClient`` with an ``Authenticator``, and keeps the transport's TLS material up to
/// date on the way.
public final class ConnectionAuthorizer: RequestAuthorizer {
  private let authenticator: Authenticator
  private let updateTLS: @Sendable (TLSMaterial) async throws -> Void
  private let state: Lock<State>

  private struct State {
    /// What the transport uses.
    var applied: TLSGeneration
    /// What the transport is just being given.
    var update: Task<Void, any Error>?
    /// The newest that was given out.
    var last: Authentication
    /// The newest `Authorization` fields that were given out, to tell ours from those that requests bring along.
    var recent: [SensitiveString]
  }

  /// An authorizer.
  ///
  /// - Parameters:
  ///   - authenticator: Gives the credentials.
  ///   - initial: What the transport was made with; get it from ``Authenticator/authentication()``.
  ///   - updateTLS: Hands new material to the transport, such as ``CurlTransport/update(_:)``. It is called before the
  ///     first request that needs it.
  public init(
    _ authenticator: Authenticator, initial: Authentication,
    updateTLS: @escaping @Sendable (TLSMaterial) async throws -> Void
  ) {
    self.authenticator = authenticator
    self.updateTLS = updateTLS
    state = Lock(State(applied: initial.generation, last: initial, recent: []))
  }

  /// Adds the `Authorization` field, where there is one.
  public func authorize(_ headers: inout HTTPFields) async throws {
    let authentication = try await authenticator.authentication()
    try await use(authentication)
    if let authorization = authentication.authorization { headers[.authorization] = authorization.reveal() }
  }

  /// Looks for other credentials than those that were refused.
  ///
  /// A field that the request brought along is not ours to renew.
  public func renew(after headers: HTTPFields) async throws -> Bool {
    let sent = headers[.authorization].map { SensitiveString($0) }
    let last = state.withLock { state -> Authentication? in
      guard let sent else { return state.last.authorization == nil ? state.last : nil }
      return state.recent.contains(sent) ? state.last : nil
    }
    guard let last else { return false }
    // Somebody has renewed them since the request was sent.
    guard sent == last.authorization else { return true }
    guard let renewed = try await authenticator.authentication(replacing: last) else { return false }
    try await use(renewed)
    return true
  }

  /// Returns when the transport uses this material, or newer.
  private func use(_ authentication: Authentication) async throws {
    state.withLock { state in
      // A request that was overtaken does not turn the clock back.
      if authentication.credential.issue >= state.last.credential.issue { state.last = authentication }
      if let authorization = authentication.authorization, !state.recent.contains(authorization) {
        state.recent.append(authorization)
        if state.recent.count > 8 { state.recent.removeFirst() }
      }
    }
    while let update = state.withLock({ begin(&$0, authentication) }) { try await update.value }
  }

  /// The update to wait for; nil when there is none.
  ///
  /// It is a task of its own, so that the one who began it may be cancelled while others wait.
  private func begin(_ state: inout sending State, _ authentication: Authentication) -> Task<Void, any Error>? {
    guard authentication.generation.isNewer(than: state.applied) else { return nil }
    if let update = state.update { return update }
    let update = Task {
      do {
        try await updateTLS(authentication.tls)
        finish(applied: authentication.generation)
      } catch {
        finish(applied: nil)
        throw error
      }
    }
    state.update = update
    return update
  }

  private func finish(applied: TLSGeneration?) {
    state.withLock { state in
      state.update = nil
      if let applied { state.applied = applied }
    }
  }
}

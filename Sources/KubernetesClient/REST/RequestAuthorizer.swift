public import HTTPTypes

/// Says who is calling. The ``RESTClient`` asks it before each attempt.
public protocol RequestAuthorizer: Sendable {
  /// Adds what identifies the caller; called only when no `Authorization` field is there.
  ///
  /// - Throws: `KubernetesError` with the code `credentials`.
  func authorize(_ headers: inout HTTPFields) async throws

  /// The server has refused the credentials in `headers` (401). Returns true when others are at hand, so that the
  /// request is worth sending once more.
  func renew(after headers: HTTPFields) async throws -> Bool
}

/// Nobody in particular.
public struct AnonymousAuthorizer: RequestAuthorizer {
  /// Adds nothing.
  public init() {}
  /// Adds nothing.
  public func authorize(_ headers: inout HTTPFields) {}
  /// There is nothing else.
  public func renew(after headers: HTTPFields) -> Bool { false }
}

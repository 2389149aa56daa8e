/// Gives the credential of each request, and a better one when the server refuses it.
///
/// A provider is shared by every request of a client, and may be by several clients. It answers from memory wherever it
/// can: ``credential()`` is called for each request.
///
/// A 401 is reported with ``credential(replacing:)``, which asks the provider's source again **at most once** for all
/// the requests that were refused with the same credential, and not at all when a newer one is there already. A
/// request is replayed at most once, and only when that call gives something.
public protocol CredentialProvider: Sendable {
  /// The credential to send now. It is refreshed first if it has expired.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `credentials`, or `CancellationError`. A failed refresh
  ///   of a credential that is still good does not throw.
  func credential() async throws -> Credential

  /// The credential to try after the server has answered 401 to `rejected`.
  ///
  /// - Returns: Nil when there is nothing that proves anything else than `rejected`, so that a replay would be refused
  ///   as well.
  /// - Throws: As ``credential()`` does.
  func credential(replacing rejected: Credential) async throws -> Credential?
}

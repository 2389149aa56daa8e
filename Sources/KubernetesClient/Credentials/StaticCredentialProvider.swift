internal import Foundation
internal import KubernetesCore

/// A credential that never changes: nothing, a token, a name with a password, or a certificate in memory.
public struct StaticCredentialProvider: CredentialProvider {
  private let fixed: Credential

  /// Gives this credential.
  public init(_ credential: Credential) { fixed = credential }

  /// No credential.
  public static let anonymous = StaticCredentialProvider(.anonymous)

  /// A bearer token.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `credentials` when the token has characters that a
  ///   header cannot carry.
  public static func token(_ token: SensitiveString) throws -> StaticCredentialProvider {
    StaticCredentialProvider(.bearer(try BearerToken.validating(token, source: "the token")))
  }

  /// Basic authentication.
  ///
  /// Kubernetes itself has dropped it; gateways in front of servers still ask for it.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `credentials` when the user name has a colon.
  public static func basic(username: String, password: SensitiveString) throws -> StaticCredentialProvider {
    guard !username.contains(":") else {
      throw KubernetesError(.credentials, "a user name with a colon cannot be sent with basic authentication")
    }
    let pair = Data("\(username):\(password.reveal())".utf8).base64EncodedString()
    return StaticCredentialProvider(Credential(authorization: SensitiveString("Basic \(pair)")))
  }

  /// The credential.
  public func credential() async throws -> Credential { fixed }

  /// Nil: there is no other.
  public func credential(replacing rejected: Credential) async throws -> Credential? { nil }
}

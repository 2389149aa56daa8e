/// An `Authorization` field from one provider and a client certificate from another, sent together.
public struct CombinedCredentialProvider: CredentialProvider {
  private let authorization: any CredentialProvider
  private let certificate: any CredentialProvider

  /// Joins two providers.
  public init(authorization: any CredentialProvider, certificate: any CredentialProvider) {
    self.authorization = authorization
    self.certificate = certificate
  }

  /// What both give.
  public func credential() async throws -> Credential {
    join(try await authorization.credential(), try await certificate.credential())
  }

  /// Asks both; nil when neither has anything new.
  public func credential(replacing rejected: Credential) async throws -> Credential? {
    var proof = rejected
    proof.certificate = nil
    let newAuthorization = try await authorization.credential(replacing: proof)
    var identity = rejected
    identity.authorization = nil
    identity.issue = rejected.certificateIssue
    let newCertificate = try await certificate.credential(replacing: identity)
    guard newAuthorization != nil || newCertificate != nil else { return nil }
    let current = try await credential()
    return current.hasSameProof(as: rejected) ? nil : current
  }

  private func join(_ first: Credential, _ second: Credential) -> Credential {
    var joined = Credential(
      authorization: first.authorization, certificate: second.certificate, issue: first.issue)
    joined.ownCertificateIssue = second.issue
    return joined
  }
}

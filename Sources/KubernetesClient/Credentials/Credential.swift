/// What a request carries to say who sends it: an `Authorization` field, a client certificate, both or nothing.
public struct Credential: Sendable, Hashable {
  /// The value of the `Authorization` field; nil to send none.
  public var authorization: SensitiveString?
  /// The certificate of the connection; nil to connect without.
  public var certificate: ClientCertificate?
  /// Which issue of its provider this is.
  ///
  /// A provider counts up each time it has asked its source, so that an old refusal is told from one of the newest
  /// credential, even when both look alike.
  public var issue: UInt64
  /// The issue of the certificate's provider, where that is another one.
  var ownCertificateIssue: UInt64?
  /// Which issue the certificate belongs to.
  var certificateIssue: UInt64 { ownCertificateIssue ?? issue }

  /// Joins the parts.
  public init(authorization: SensitiveString? = nil, certificate: ClientCertificate? = nil, issue: UInt64 = 0) {
    self.authorization = authorization
    self.certificate = certificate
    self.issue = issue
  }

  /// No credential: the server treats the request as `system:anonymous`, or refuses it.
  public static let anonymous = Credential()

  /// A bearer token.
  public static func bearer(_ token: SensitiveString, issue: UInt64 = 0) -> Credential {
    Credential(authorization: SensitiveString("Bearer \(token.reveal())"), issue: issue)
  }

  /// True when both prove the same.
  public func hasSameProof(as other: Credential) -> Bool {
    authorization == other.authorization && certificate == other.certificate
  }
}

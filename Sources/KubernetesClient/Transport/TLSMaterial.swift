/// What a TLS connection needs, as PEM in memory.
///
/// Printing it never shows the key.
public struct TLSMaterial: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  /// The certificates of the authorities that are trusted, as PEM; nil for those of the system.
  public var certificateAuthority: [UInt8]?
  /// The client's certificate chain, as PEM.
  public var certificate: [UInt8]?
  /// The key of ``certificate``, as PEM.
  public var privateKey: [UInt8]?
  /// The name to ask for and to verify in place of the host's.
  public var serverName: String?
  /// False switches every check of the server's identity off.
  public var verifiesServer: Bool

  /// Joins the parts.
  public init(
    certificateAuthority: [UInt8]? = nil, certificate: [UInt8]? = nil, privateKey: [UInt8]? = nil,
    serverName: String? = nil, verifiesServer: Bool = true
  ) {
    self.certificateAuthority = certificateAuthority
    self.certificate = certificate
    self.privateKey = privateKey
    self.serverName = serverName
    self.verifiesServer = verifiesServer
  }

  /// What is there, without its contents.
  public var description: String {
    "TLSMaterial(certificateAuthority: \(certificateAuthority?.count ?? 0) bytes, "
      + "certificate: \(certificate?.count ?? 0) bytes, privateKey: \(privateKey == nil ? "none" : "<redacted>"), "
      + "serverName: \(serverName ?? "none"), verifiesServer: \(verifiesServer))"
  }

  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Shows nothing but ``description``.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

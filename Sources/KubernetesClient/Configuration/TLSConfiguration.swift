/// How a client knows that it talks to the right server.
///
/// The client's own certificate is a matter of its credentials.
public struct TLSConfiguration: Sendable, Hashable {
  /// Where the certificates of the trusted authorities come from.
  public enum Authority: Sendable, Hashable {
    /// The system's.
    case system
    /// These, as PEM.
    case data([UInt8])
    /// Those of a file, as PEM. The file is looked at again every five minutes, and what is new is used from then on.
    case file(String)
  }

  /// The authorities to trust.
  public var authority: Authority
  /// The name to ask for and to verify in place of the host's.
  public var serverName: String?
  /// False switches every check of the server's identity off.
  ///
  /// Whoever sits in between can then read everything, credentials included.
  public var verifiesServer: Bool

  /// Joins the parts; the server is verified unless that is switched off here.
  public init(authority: Authority = .system, serverName: String? = nil, verifiesServer: Bool = true) {
    self.authority = authority
    self.serverName = serverName
    self.verifiesServer = verifiesServer
  }
}

extension Kubeconfig {
  /// How to reach a cluster's API server, and how to know that it is the right one.
  public struct Cluster: Sendable, Hashable {
    /// The server's address, such as `https://10.0.0.1:6443`.
    public var server: EndpointText?
    /// The name to verify the server's certificate against, in place of the host's.
    public var tlsServerName: String?
    /// Takes whatever certificate the server shows.
    ///
    /// Whoever sits in between can then read everything.
    public var insecureSkipTLSVerify: Bool
    /// A file with the certificates of the authorities to trust, in PEM.
    public var certificateAuthority: String?
    /// The certificates of the authorities to trust, in PEM.
    public var certificateAuthorityData: [UInt8]?
    /// The proxy to connect through, always (`NO_PROXY` has no say): `http`, `https` or `socks5`.
    public var proxyURL: EndpointText?
    /// Asks the server not to compress its answers.
    public var disableCompression: Bool
    /// Data of other programs.
    public var extensions: KubeconfigExtensions
    /// Fields that the package does not know.
    public var unknownFields: YAMLFields

    /// Joins the parts.
    public init(
      server: EndpointText? = nil, tlsServerName: String? = nil, insecureSkipTLSVerify: Bool = false,
      certificateAuthority: String? = nil, certificateAuthorityData: [UInt8]? = nil, proxyURL: EndpointText? = nil,
      disableCompression: Bool = false, extensions: KubeconfigExtensions = KubeconfigExtensions(),
      unknownFields: YAMLFields = YAMLFields()
    ) {
      self.server = server
      self.tlsServerName = tlsServerName
      self.insecureSkipTLSVerify = insecureSkipTLSVerify
      self.certificateAuthority = certificateAuthority
      self.certificateAuthorityData = certificateAuthorityData
      self.proxyURL = proxyURL
      self.disableCompression = disableCompression
      self.extensions = extensions
      self.unknownFields = unknownFields
    }
  }
}

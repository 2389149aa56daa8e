extension Kubeconfig {
  /// Who a client is to an API server (`AuthInfo` in client-go).
  public struct User: Sendable, Hashable {
    /// A file with the client's certificate chain, in PEM.
    public var clientCertificate: String?
    /// The client's certificate chain, in PEM.
    public var clientCertificateData: [UInt8]?
    /// A file with the certificate's key, in PEM.
    public var clientKey: String?
    /// The certificate's key, in PEM.
    public var clientKeyData: SensitiveBytes?
    /// A bearer token.
    public var token: SensitiveString?
    /// A file with a bearer token, read again and again.
    ///
    /// It wins over ``token``.
    public var tokenFile: String?
    /// The user to act as.
    public var impersonate: String?
    /// The uid to act as.
    public var impersonateUID: String?
    /// The groups to act as.
    public var impersonateGroups: [String]
    /// More attributes to act with.
    public var impersonateExtra: [String: [String]]
    /// The user name of basic authentication.
    public var username: String?
    /// The password of basic authentication.
    public var password: SensitiveString?
    /// A plug-in that was part of older clients; using it is an error that says what to do instead.
    public var authProvider: AuthProvider?
    /// The program that gives credentials.
    public var exec: ExecConfiguration?
    /// Data of other programs.
    public var extensions: KubeconfigExtensions
    /// Fields that the package does not know.
    public var unknownFields: YAMLFields

    /// A user without credentials.
    public init() {
      impersonateGroups = []
      impersonateExtra = [:]
      extensions = KubeconfigExtensions()
      unknownFields = YAMLFields()
    }
  }

  /// The entry of a plug-in that was compiled into older clients (`gcp`, `azure`, `oidc`, `openstack`).
  public struct AuthProvider: Sendable, Hashable {
    /// The plug-in's name.
    public var name: String
    /// Its settings, tokens among them.
    public var config: [String: SensitiveString]
    /// Fields that the package does not know.
    public var unknownFields: YAMLFields

    /// Joins the parts.
    public init(name: String, config: [String: SensitiveString] = [:], unknownFields: YAMLFields = YAMLFields()) {
      self.name = name
      self.config = config
      self.unknownFields = unknownFields
    }
  }
}

internal import KubernetesCore

/// Everything that a client has to know about a cluster: where it is, whom to trust, who to be.
///
/// ``load(kubeconfig:overrides:environment:)`` finds it the way `kubectl` does; ``inCluster(environment:)`` is for
/// pods; and all of it can be set in code. A value: changing a copy changes no client that was made before.
public struct ClientConfiguration: Sendable {
  /// The server's address.
  public var server: ServerURL
  /// How the server's identity is checked.
  public var tls: TLSConfiguration
  /// Which proxy to go through.
  public var proxy: ProxyRule
  /// A socket file to connect to in place of the server's host and port.
  public var unixSocketPath: String?
  /// Who the client is.
  public var credentials: any CredentialProvider
  /// Sends credentials to an `http` server too.
  ///
  /// Off, making a request fails rather than giving a secret to everybody on the way; a socket file counts as safe.
  public var allowsCredentialsInPlainText: Bool
  /// Whom to act as.
  public var impersonation: Impersonation?
  /// The namespace for whatever names none.
  public var defaultNamespace: String
  /// The `User-Agent` field.
  public var userAgent: String
  /// The most that one request may take; nil for no limit.
  ///
  /// What goes on for as long as somebody reads has no such limit: watches, logs, the lists of
  /// ``ResourceClient/items(_:)``, commands, attaching and forwarded ports.
  public var requestTimeout: Duration?
  /// The most that connecting may take, TLS included.
  ///
  /// client-go's dial limit is 30 s.
  public var connectTimeout: Duration
  /// The longest silence of the server while a call waits for its answer; nil for no limit. See
  /// ``CurlTransportConfiguration/idleTimeout``.
  public var idleTimeout: Duration?
  /// Does not ask for compressed answers.
  ///
  /// Servers compress what is larger than 128 KiB, which costs them and us more time than it saves on a fast network.
  public var disablesCompression: Bool
  /// Where files that are read again later come from.
  public var files: any ConfigurationFiles
  /// What somebody should be told about how the configuration came about, such as credentials that are not sent
  /// because the server is not reached by TLS.
  public var notices: [String]

  /// A configuration with the defaults for everything but the server: the system's authorities, no proxy, no
  /// credentials.
  public init(server: ServerURL) {
    self.server = server
    tls = TLSConfiguration()
    proxy = .none
    unixSocketPath = nil
    credentials = StaticCredentialProvider.anonymous
    allowsCredentialsInPlainText = false
    impersonation = nil
    defaultNamespace = Self.fallbackNamespace
    userAgent = UserAgent.standard
    requestTimeout = nil
    connectTimeout = .seconds(30)
    idleTimeout = CurlTransportConfiguration.defaultIdleTimeout
    disablesCompression = false
    files = LocalFiles()
    notices = []
  }

  /// The namespace where nothing says another: `default`.
  public static let fallbackNamespace = "default"
}

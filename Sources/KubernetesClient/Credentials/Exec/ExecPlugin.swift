/// A program that gives credentials, with everything that decides what it answers.
///
/// Two clients with equal values share one run of the program, see ``ExecCredentialProvider/shared(_:environment:)``.
public struct ExecPlugin: Sendable, Hashable {
  /// The program: a name that is looked up in `PATH`, or an absolute path.
  public var command: String
  /// The program's arguments.
  public var arguments: [SensitiveString]
  /// What it finds in its environment besides the process's own variables; a later one wins.
  public var environment: [Kubeconfig.ExecConfiguration.EnvironmentVariable]
  /// The version of the protocol.
  public var apiVersion: ExecAPIVersion
  /// What to tell the user when the program is not there.
  public var installHint: String?
  /// Whether it may ask the user.
  public var interactiveMode: Kubeconfig.ExecConfiguration.InteractiveMode
  /// The cluster that the credentials are for.
  public var cluster: Cluster
  /// Tells the program about the cluster.
  public var providesClusterInfo: Bool
  /// Which programs may be run.
  public var policy: ExecPluginPolicy
  /// Why the user cannot be asked though there is a terminal; nil when the user can be.
  public var standardInputUnavailable: String?
  /// The most that one run may take.
  ///
  /// The default is 2 minutes, or 10 where the user may be asked.
  public var timeout: Duration?

  /// A program with the defaults for everything that is not given.
  public init(
    command: String, arguments: [SensitiveString] = [], apiVersion: ExecAPIVersion = .v1,
    interactiveMode: Kubeconfig.ExecConfiguration.InteractiveMode = .ifAvailable, cluster: Cluster
  ) {
    self.command = command
    self.arguments = arguments
    environment = []
    self.apiVersion = apiVersion
    self.interactiveMode = interactiveMode
    self.cluster = cluster
    providesClusterInfo = false
    policy = .allowAll
  }

  /// What a program may be told about the cluster.
  public struct Cluster: Sendable, Hashable {
    /// The server's address.
    public var server: String
    /// The name that the server is verified against.
    public var tlsServerName: String?
    /// True when the server is not verified.
    public var insecureSkipTLSVerify: Bool
    /// The trusted authorities, as PEM.
    public var certificateAuthorityData: [UInt8]?
    /// The proxy's URL.
    public var proxyURL: EndpointText?
    /// True when answers are not compressed.
    public var disableCompression: Bool
    /// What the cluster's extension ``extensionName`` holds for the program.
    public var config: YAMLFields

    /// Joins the parts.
    public init(
      server: String, tlsServerName: String? = nil, insecureSkipTLSVerify: Bool = false,
      certificateAuthorityData: [UInt8]? = nil, proxyURL: EndpointText? = nil, disableCompression: Bool = false,
      config: YAMLValue? = nil
    ) {
      self.server = server
      self.tlsServerName = tlsServerName
      self.insecureSkipTLSVerify = insecureSkipTLSVerify
      self.certificateAuthorityData = certificateAuthorityData
      self.proxyURL = proxyURL
      self.disableCompression = disableCompression
      self.config = YAMLFields()
      self.config["config"] = config
    }

    /// The name of the extension of a cluster whose contents are for programs.
    public static let extensionName = "client.authentication.k8s.io/exec"
  }
}

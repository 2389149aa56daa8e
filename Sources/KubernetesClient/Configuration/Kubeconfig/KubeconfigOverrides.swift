internal import KubernetesCore

/// What a command line or a program says in place of what the kubeconfig says.
///
/// Whatever is set here wins. Some fields replace a group of fields, so that what is left of the old group cannot
/// contradict them:
///
/// - an address clears the name that the file's server was verified against;
/// - authorities, or `insecureSkipTLSVerify`, replace both of the file's;
/// - a token or token file replaces tokens, password and plug-in of the file; a user name or password likewise;
/// - a certificate or key replaces the file's certificate and key;
/// - a user to act as replaces everything that the file says about acting as another.
public struct KubeconfigOverrides: Sendable, Hashable {
  /// The context to use in place of the current one.
  ///
  /// It must exist.
  public var context: String?
  /// The name of the cluster to use in place of the context's.
  ///
  /// It must exist.
  public var clusterName: String?
  /// The name of the user to use in place of the context's.
  ///
  /// It must exist.
  public var userName: String?
  /// The default namespace.
  public var namespace: String?
  /// Fields of the cluster.
  ///
  /// Relative paths count from the current folder.
  public var cluster: Kubeconfig.Cluster
  /// Fields of the user.
  ///
  /// Relative paths count from the current folder.
  public var user: Kubeconfig.User
  /// The most that one request may take.
  public var requestTimeout: Duration?
  /// Which programs may be run for credentials.
  public var execPolicy: ExecPluginPolicy
  /// Why no program may ask the user, though there is a terminal: shown when one has to.
  ///
  /// Nil when it may.
  public var standardInputUnavailable: String?

  /// No overrides.
  public init(context: String? = nil, namespace: String? = nil) {
    self.context = context
    self.namespace = namespace
    cluster = Kubeconfig.Cluster()
    user = Kubeconfig.User()
    execPolicy = .allowAll
  }

  /// Sets ``requestTimeout`` from a command line's text: whole seconds, or a length such as `1m30s`.
  ///
  /// Zero means none.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration`.
  public mutating func setRequestTimeout(_ text: String) throws {
    let duration = Int64(text).map { Duration.seconds($0) } ?? (try? GoDuration(parsing: text).duration)
    guard let duration, duration >= .zero else {
      throw ConfigurationError(
        .invalidField, "\"\(text)\" is no time limit", field: "request-timeout",
        remedy: "write whole seconds, or a length such as 1m30s"
      ).kubernetesError
    }
    requestTimeout = duration == .zero ? nil : duration
  }
}

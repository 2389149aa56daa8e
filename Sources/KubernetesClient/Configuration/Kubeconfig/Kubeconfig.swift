/// A kubeconfig: clusters, users and the contexts that join them, as `kubectl` reads and writes them.
///
/// A value of one file (`init(yaml:file:)`), the merge of several (``KubeconfigLoader``), or one made in code. It
/// keeps what it does not know: unknown fields and extensions of every level are written back by ``yaml()``. Paths
/// in it are as the file has them; they count from the folder of the file that their entry came from
/// (``KubeconfigEntry/file``).
///
/// It is a plain value: copying is cheap, nothing in it is checked beyond its syntax. ``resolve(_:environment:)`` picks
/// a context and checks what that context uses, so that a broken entry does no harm until it is used. Secrets in it
/// are redacted wherever it is printed.
public struct Kubeconfig: Sendable, Hashable {
  /// The clusters.
  public var clusters: KubeconfigEntries<Cluster>
  /// The users.
  public var users: KubeconfigEntries<User>
  /// The contexts.
  public var contexts: KubeconfigEntries<Context>
  /// The name of the context that is used when no other is asked for.
  public var currentContext: String?
  /// The file that set ``currentContext``; nil when it was set in code.
  public var currentContextFile: String?
  /// The settings of command-line tools; the package does not look at them.
  public var preferences: YAMLFields
  /// The extensions of the file itself.
  public var extensions: KubeconfigExtensions
  /// Top-level fields that the package does not know.
  public var unknownFields: YAMLFields
  /// What is odd about the file but does no harm, such as an entry that is there twice.
  ///
  /// Not written.
  public var notices: [String]

  /// An empty configuration.
  public init() {
    clusters = []
    users = []
    contexts = []
    currentContext = nil
    currentContextFile = nil
    preferences = YAMLFields()
    extensions = KubeconfigExtensions()
    unknownFields = YAMLFields()
    notices = []
  }

  /// True when there is no cluster, no user, no context and no current context.
  public var isEmpty: Bool { clusters.isEmpty && users.isEmpty && contexts.isEmpty && currentContext == nil }
}

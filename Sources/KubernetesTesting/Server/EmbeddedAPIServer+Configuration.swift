public import KubernetesCore

extension EmbeddedAPIServer {
  /// How a server behaves.
  public struct Configuration: Sendable {
    /// Makes uids and generated names repeat from run to run; nil for random ones.
    public var seed: UInt64?
    /// What time it is, for `creationTimestamp` and everything else that is written into objects.
    public var now: @Sendable () -> Time
    /// What timeouts, bookmarks and delays are measured with.
    public var clock: any Clock<Duration>
    /// How many changes of each resource are kept for watches and consistent pages; older ones are gone (410).
    public var retainedEvents: Int
    /// How often a quiet watch gets a bookmark, where it asks for them. The API server's interval is one minute.
    public var bookmarkInterval: Duration
    /// The namespaces that are there at the start.
    public var namespaces: [String]
    /// Whether objects go when their last owner has gone, and foreground and orphan deletion work.
    public var collectsGarbage: Bool
    /// Whether a namespace is emptied and removed when it is deleted.
    public var removesNamespaces: Bool
    /// How many requests ``EmbeddedAPIServer/journal`` remembers.
    public var journalCapacity: Int
    /// Who may call. By default everybody is the cluster's administrator.
    public var authentication: Authentication
    /// What a user may do. By default everything.
    public var authorizer: any RequestAuthorization
    /// The largest request body; the API server's limit is 3 MiB.
    public var maximumBodyBytes: Int

    /// The behaviour of a new cluster without authentication.
    public init() {
      seed = nil
      now = { Time.now }
      clock = ContinuousClock()
      retainedEvents = 10_000
      bookmarkInterval = .seconds(60)
      namespaces = ["default", "kube-node-lease", "kube-public", "kube-system"]
      collectsGarbage = true
      removesNamespaces = true
      journalCapacity = 1_000
      authentication = .open
      authorizer = AlwaysAllow()
      maximumBodyBytes = 3 << 20
    }
  }
}

/// The parameters of list, watch and delete-collection calls.
///
/// Selectors are typed and can be written as literals: `ListOptions(labelSelector: "app=web")`.
public struct ListOptions: Hashable, Sendable {
  /// Which labels the objects must have; nil for all.
  public var labelSelector: LabelSelector?
  /// Which fields the objects must have; nil for all.
  public var fieldSelector: FieldSelector?
  /// The most objects of one page; nil for no paging.
  public var limit: Int?
  /// The token of the page to read, from the page before.
  public var continueToken: String?
  /// See ``resourceVersionMatch``.
  ///
  /// Nil asks for the most recent state; `"0"` for any state in the server's cache.
  public var resourceVersion: String?
  /// How ``resourceVersion`` is to be understood by a list.
  public var resourceVersionMatch: ResourceVersionMatch?
  /// After how many seconds the server ends the call.
  public var timeoutSeconds: Int?
  /// Asks a watch for bookmarks.
  public var allowWatchBookmarks: Bool
  /// Asks a watch to begin with the objects that are there, ended by a bookmark (a streaming list).
  public var sendInitialEvents: Bool?
  /// Which share of the objects to send, by ranges of a hash, in the words of the server (alpha in Kubernetes 1.36):
  /// `shardRange(object.metadata.uid, '0x0', '0x8000000000000000')`.
  public var shardSelector: String?

  /// Joins the parameters.
  public init(
    labelSelector: LabelSelector? = nil, fieldSelector: FieldSelector? = nil, limit: Int? = nil,
    continueToken: String? = nil, resourceVersion: String? = nil, resourceVersionMatch: ResourceVersionMatch? = nil,
    timeoutSeconds: Int? = nil, allowWatchBookmarks: Bool = false, sendInitialEvents: Bool? = nil,
    shardSelector: String? = nil
  ) {
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
    self.limit = limit
    self.continueToken = continueToken
    self.resourceVersion = resourceVersion
    self.resourceVersionMatch = resourceVersionMatch
    self.timeoutSeconds = timeoutSeconds
    self.allowWatchBookmarks = allowWatchBookmarks
    self.sendInitialEvents = sendInitialEvents
    self.shardSelector = shardSelector
  }
}

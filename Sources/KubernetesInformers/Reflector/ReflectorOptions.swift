public import KubernetesCore

/// What a ``Reflector`` reads, and how.
public struct ReflectorOptions: Sendable {
  /// How the present objects are read.
  public enum Listing: Hashable, Sendable {
    /// As a streaming list where the server can do it, else in pages.
    case streaming
    /// In pages.
    case paged
  }

  /// Which labels the objects must have.
  public var labelSelector: LabelSelector?
  /// Which fields the objects must have.
  public var fieldSelector: FieldSelector?
  /// How the present objects are read. A streaming list needs less memory, here and in the server.
  public var listing: Listing = .streaming
  /// Objects a page; nil for 500 where paging does not keep the server from answering out of its cache.
  ///
  /// With a size of one's own every list but the first asks for the most recent state, which the server reads from its
  /// storage: pages of a version that is merely no older cannot be asked for.
  public var pageSize: Int?
  /// How long a watch may last, in seconds; the server is asked to end it after a random time in the range. It is
  /// random so that not all watches of a process are opened again at the same moment.
  public var watchSeconds: ClosedRange<Int> = 300...600
  /// How long one page of a list may take before it is given up, and the list begins anew after a delay. Servers give up
  /// after a minute themselves; this is for one that does not answer at all.
  public var pageLimit: Duration = .seconds(300)
  /// How long the server may be silent in a streaming list before pages are read instead.
  public var initialEventsSilence: Duration = .seconds(10)
  /// How long a streaming list may take in all before pages are read instead.
  public var initialEventsLimit: Duration = .seconds(180)
  /// How long a failure inside the server, in a watch, is answered by watching again instead of listing.
  public var internalErrorRetry: Duration = .zero

  /// The defaults: everything, in the way that costs the server least.
  public init() {}

  /// Selects.
  public init(labelSelector: LabelSelector? = nil, fieldSelector: FieldSelector? = nil) {
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
  }

  var selection: ListOptions { ListOptions(labelSelector: labelSelector, fieldSelector: fieldSelector) }
}

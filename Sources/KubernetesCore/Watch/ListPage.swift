/// One page of a list, or a whole list.
public struct ListPage<Object: Sendable>: Sendable {
  /// The objects, in the server's order.
  public var items: [Object]
  /// The version of the collection, from which a watch may start.
  public var resourceVersion: String
  /// The token of the next page; nil when this is the last one.
  public var continueToken: String?
  /// How many more objects there are, where the server says so.
  public var remainingItemCount: Int64?
  /// Objects that could not be read.
  public var failures: [UndecodableObject]

  /// Joins the parts.
  public init(
    items: [Object], resourceVersion: String, continueToken: String? = nil, remainingItemCount: Int64? = nil,
    failures: [UndecodableObject] = []
  ) {
    self.items = items
    self.resourceVersion = resourceVersion
    self.continueToken = continueToken
    self.remainingItemCount = remainingItemCount
    self.failures = failures
  }
}

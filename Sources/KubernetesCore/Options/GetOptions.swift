/// The parameters of a get call.
public struct GetOptions: Hashable, Sendable {
  /// Nil asks for the most recent state; `"0"` for any that the server has in its cache; a version for that state or a
  /// newer one.
  public var resourceVersion: String?

  /// Joins the parameters.
  public init(resourceVersion: String? = nil) { self.resourceVersion = resourceVersion }

  /// The options as query items, not yet percent-encoded, in a fixed order.
  public var queryItems: [(name: String, value: String)] {
    var query = QueryItems()
    query.add("resourceVersion", resourceVersion)
    return query.items
  }
}

/// A mark in a watch: everything up to ``resourceVersion`` has been sent.
public struct WatchBookmark: Hashable, Sendable {
  /// The version from which a new watch may start.
  public var resourceVersion: String
  /// True for the one bookmark that ends the initial events of a streaming list
  /// (annotation `k8s.io/initial-events-end`).
  public var endsInitialEvents: Bool

  /// Joins the parts.
  public init(resourceVersion: String, endsInitialEvents: Bool = false) {
    self.resourceVersion = resourceVersion
    self.endsInitialEvents = endsInitialEvents
  }
}

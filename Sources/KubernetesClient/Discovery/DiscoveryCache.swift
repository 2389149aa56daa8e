/// Keeps a catalog longer than a client lives. A cache that fails behaves like an empty one.
public protocol DiscoveryCache: Sendable {
  /// The catalog kept, unless there is none or it is too old.
  func load() async -> APICatalog?
  /// Keeps a complete catalog.
  func store(_ catalog: APICatalog) async
  /// Forgets it.
  func remove() async
}

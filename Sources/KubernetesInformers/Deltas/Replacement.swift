public import KubernetesCore

/// The whole contents of a collection.
public struct Replacement<Object: KubernetesObject>: Sendable {
  /// The objects. If two have the same key, the last one counts.
  public var items: [Object]
  /// The version of the collection.
  public var resourceVersion: String
  /// Objects that are there but could not be read: what is known of them stays.
  public var retained: [ObjectKey]

  /// Joins the parts.
  public init(items: [Object], resourceVersion: String, retained: [ObjectKey] = []) {
    self.items = items
    self.resourceVersion = resourceVersion
    self.retained = retained
  }
}

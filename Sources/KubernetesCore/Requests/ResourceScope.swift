/// Whether the objects of a resource lie in namespaces.
public enum ResourceScope: String, Hashable, Sendable, CaseIterable {
  /// Each object lies in a namespace; the names `Namespaced` and `Cluster` are those of custom resource definitions.
  case namespaced = "Namespaced"
  /// Objects lie in no namespace.
  case cluster = "Cluster"
}

import KubernetesCore

/// Keeps `metadata.managedFields` up to date.
struct ManagedFieldsTracker {
  let strategy: ObjectStrategy
  let subresource: String

  init(_ strategy: ObjectStrategy, subresource: String = "") {
    self.strategy = strategy
    self.subresource = subresource
  }

  /// Notes what an update has set.
  func recordUpdate(_ tree: inout JSON, old: JSON?) {
    tree["metadata"]?["managedFields"] = old?["metadata"]?["managedFields"]
  }
}

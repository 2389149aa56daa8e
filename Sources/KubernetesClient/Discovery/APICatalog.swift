public import KubernetesCore

/// What a server serves, as far as it could be found out.
///
/// A group-version that could not be read is in ``failures`` and does not keep the others away.
public struct APICatalog: Sendable {
  /// The groups, the core group first.
  public var groups: [APIGroup]
  /// The resources of each group-version, in the server's order.
  public var resources: [GroupVersion: [APIResource]]
  /// The group-versions whose resources could not be read, and why.
  public var failures: [GroupVersion: KubernetesError]

  /// Joins the parts.
  public init(
    groups: [APIGroup] = [], resources: [GroupVersion: [APIResource]] = [:],
    failures: [GroupVersion: KubernetesError] = [:]
  ) {
    self.groups = groups
    self.resources = resources
    self.failures = failures
  }

  /// Every resource, by group and version in the order of preference.
  public var allResources: [APIResource] {
    groups.flatMap { $0.groupVersions.flatMap { resources[$0] ?? [] } }
  }

  /// Each resource once, in its group's preferred version, or in the first version that has it.
  public var preferredResources: [APIResource] {
    var seen: Set<GroupResource> = []
    return allResources.filter { seen.insert($0.resource.groupResource).inserted }
  }

  /// The resource of exactly this group, version and name.
  public func resource(_ resource: GroupVersionResource) -> APIResource? {
    resources[resource.groupVersion]?.first { $0.resource == resource }
  }
}

/// A resource as URLs name it: group, version and the plural, lower-case resource name.
public struct GroupVersionResource: Hashable, Sendable, CustomStringConvertible {
  /// The group's name, empty for the core group.
  public var group: String
  /// The version, such as `v1`.
  public var version: String
  /// The plural resource name, such as `deployments`.
  public var resource: String

  /// Joins a group (empty for the core group), a version and a resource.
  public init(group: String = "", version: String, resource: String) {
    self.group = group
    self.version = version
    self.resource = resource
  }

  /// Group and version.
  public var groupVersion: GroupVersion { GroupVersion(group: group, version: version) }
  /// Group and resource, without the version.
  public var groupResource: GroupResource { GroupResource(group: group, resource: resource) }

  /// `apps/v1, Resource=deployments`, the form that Kubernetes prints.
  public var description: String { "\(groupVersion), Resource=\(resource)" }
}

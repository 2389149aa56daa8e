/// A resource of an API group, whatever the version.
public struct GroupResource: Hashable, Sendable, CustomStringConvertible {
  /// The group's name, empty for the core group.
  public var group: String
  /// The plural resource name, such as `deployments`.
  public var resource: String

  /// Joins a group (empty for the core group) and a resource.
  public init(group: String = "", resource: String) {
    self.group = group
    self.resource = resource
  }

  /// `deployments.apps`, or just the resource in the core group.
  public var description: String { group.isEmpty ? resource : "\(resource).\(group)" }
}

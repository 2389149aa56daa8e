/// The type of an object as manifests name it: group, version and kind.
public struct GroupVersionKind: Hashable, Sendable, CustomStringConvertible {
  /// The group's name, empty for the core group.
  public var group: String
  /// The version, such as `v1`.
  public var version: String
  /// The kind, such as `Deployment`.
  public var kind: String

  /// Joins a group (empty for the core group), a version and a kind.
  public init(group: String = "", version: String, kind: String) {
    self.group = group
    self.version = version
    self.kind = kind
  }

  /// Group and version.
  public var groupVersion: GroupVersion { GroupVersion(group: group, version: version) }
  /// Group and kind, without the version.
  public var groupKind: GroupKind { GroupKind(group: group, kind: kind) }
  /// The value of `apiVersion` in an object of this kind.
  public var apiVersion: String { groupVersion.apiVersion }

  /// `apps/v1, Kind=Deployment`, the form that Kubernetes prints.
  public var description: String { "\(apiVersion), Kind=\(kind)" }
}

/// A kind of an API group, whatever the version.
public struct GroupKind: Hashable, Sendable, CustomStringConvertible {
  /// The group's name, empty for the core group.
  public var group: String
  /// The kind, such as `Deployment`.
  public var kind: String

  /// Joins a group (empty for the core group) and a kind.
  public init(group: String = "", kind: String) {
    self.group = group
    self.kind = kind
  }

  /// `Deployment.apps`, or just the kind in the core group.
  public var description: String { group.isEmpty ? kind : "\(kind).\(group)" }
}

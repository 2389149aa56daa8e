public import KubernetesCore

/// A group of the API and its versions.
public struct APIGroup: Hashable, Sendable {
  /// The group's name; empty for the core group.
  public var name: String
  /// The versions in the server's order of preference, the preferred one first.
  public var versions: [String]

  /// Joins the parts.
  public init(name: String, versions: [String]) {
    self.name = name
    self.versions = versions
  }

  /// The version to use when none is asked for.
  public var preferredVersion: String? { versions.first }
  /// Group and version, in the order of preference.
  public var groupVersions: [GroupVersion] { versions.map { GroupVersion(group: name, version: $0) } }
}

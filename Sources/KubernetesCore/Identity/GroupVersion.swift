/// An API group and one of its versions, such as `apps/v1`; the core group's name is empty, so `v1` is its text form.
public struct GroupVersion: Hashable, Sendable, CustomStringConvertible {
  /// The group's name, empty for the core group.
  public var group: String
  /// The version, such as `v1` or `v2beta1`.
  public var version: String

  /// Joins a group, empty for the core group, and a version.
  public init(group: String = "", version: String) {
    self.group = group
    self.version = version
  }

  /// Parses an `apiVersion`: `v1`, or `group/version`.
  ///
  /// Returns nil for anything else.
  public init?(_ apiVersion: some StringProtocol) {
    let parts = apiVersion.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1 where !parts[0].isEmpty: self.init(version: String(parts[0]))
    case 2 where !parts[0].isEmpty && !parts[1].isEmpty:
      self.init(group: String(parts[0]), version: String(parts[1]))
    default: return nil
    }
  }

  /// The value of `apiVersion` in an object of this group and version.
  public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

  /// The path prefix under which the API server serves this group and version, without a leading slash.
  public var path: String { group.isEmpty ? "api/\(version)" : "apis/\(group)/\(version)" }

  /// The same text as ``apiVersion``.
  public var description: String { apiVersion }
}

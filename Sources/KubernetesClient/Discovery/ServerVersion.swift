/// What the server says of itself under `/version`.
public struct ServerVersion: Hashable, Sendable {
  /// The major version, such as `1`.
  public var major: String
  /// The minor version, such as `36`; some distributions add a plus sign.
  public var minor: String
  /// The whole version, such as `v1.36.0`.
  public var gitVersion: String
  /// Operating system and architecture.
  public var platform: String
}

/// Who makes a request.
public struct UserInfo: Hashable, Sendable {
  /// The user's name.
  public var name: String
  /// The user's uid, empty for none.
  public var uid: String
  /// The groups the user belongs to.
  public var groups: [String]
  /// Anything else that the authenticator knows.
  public var extra: [String: [String]]

  /// Describes a user.
  public init(name: String, uid: String = "", groups: [String] = [], extra: [String: [String]] = [:]) {
    self.name = name
    self.uid = uid
    self.groups = groups
    self.extra = extra
  }

  /// The cluster's administrator, member of `system:masters`.
  public static let administrator = UserInfo(
    name: "kubernetes-admin", groups: ["system:masters", "system:authenticated"])

  /// Somebody without credentials.
  public static let anonymous = UserInfo(name: "system:anonymous", groups: ["system:unauthenticated"])
}

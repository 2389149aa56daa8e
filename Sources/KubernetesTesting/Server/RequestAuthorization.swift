/// Decides what a user may do.
public protocol RequestAuthorization: Sendable {
  /// Nil when the request is allowed, else why not (may be empty).
  func refusal(of attributes: RequestAttributes) async -> String?
}

/// What an authorizer judges.
public struct RequestAttributes: Hashable, Sendable {
  /// Who asks.
  public var user: UserInfo
  /// `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`, or the HTTP method in lower case.
  public var verb: String
  /// The API group, empty for the core group.
  public var group: String
  /// The version of the group.
  public var version: String
  /// The resource; empty for a path that is none.
  public var resource: String
  /// The subresource, empty for none.
  public var subresource: String
  /// The namespace, empty for none.
  public var namespace: String
  /// The object's name, empty for none.
  public var name: String
  /// The path of a request that is for no resource.
  public var path: String

  /// Joins the parts.
  public init(
    user: UserInfo, verb: String, group: String = "", version: String = "", resource: String = "",
    subresource: String = "",
    namespace: String = "", name: String = "", path: String = ""
  ) {
    self.user = user
    self.verb = verb
    self.group = group
    self.version = version
    self.resource = resource
    self.subresource = subresource
    self.namespace = namespace
    self.name = name
    self.path = path
  }
}

/// Allows everything.
public struct AlwaysAllow: RequestAuthorization {
  /// Makes one.
  public init() {}
  /// Nil.
  public func refusal(of attributes: RequestAttributes) async -> String? { nil }
}

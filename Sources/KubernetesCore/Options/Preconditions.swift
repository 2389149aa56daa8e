/// What must hold of an object for a change to happen; otherwise the server answers with a conflict.
public struct Preconditions: Hashable, Sendable {
  /// The object is this very one, not another of the same name.
  public var uid: String?
  /// The object has not changed since.
  public var resourceVersion: String?

  /// Joins the conditions.
  public init(uid: String? = nil, resourceVersion: String? = nil) {
    self.uid = uid
    self.resourceVersion = resourceVersion
  }
}

/// An object that was there but could not be read; the others of its list or watch are not lost with it.
public struct UndecodableObject: Sendable {
  /// Namespace and name, where at least those could be read.
  public var key: ObjectKey?
  /// The object's version, where it could be read.
  public var resourceVersion: String?
  /// Its position among the items of its list, counted from 0; nil for the object of a watch event.
  public var index: Int?
  /// Why it could not be read. For an item of a list, path and offset are those of the whole list.
  public var error: WireError
  /// True if this is the last state of an object whose deletion a watch has reported.
  public var isDeleted: Bool

  /// Joins the parts.
  public init(
    key: ObjectKey?, resourceVersion: String?, index: Int? = nil, error: WireError, isDeleted: Bool = false
  ) {
    self.key = key
    self.resourceVersion = resourceVersion
    self.index = index
    self.error = error
    self.isDeleted = isDeleted
  }
}

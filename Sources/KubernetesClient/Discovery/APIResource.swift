public import KubernetesCore

/// A resource as the server describes it.
public struct APIResource: Hashable, Sendable {
  /// Group, version and plural name.
  public var resource: GroupVersionResource
  /// The kind of its objects.
  public var kind: GroupVersionKind
  /// The singular name; empty when the server gives none.
  public var singularName: String
  /// True when its objects live in namespaces.
  public var isNamespaced: Bool
  /// What can be done, such as `list` and `watch`.
  public var verbs: [String]
  /// Abbreviations, such as `po`.
  public var shortNames: [String]
  /// Groups of resources that it belongs to, such as `all`.
  public var categories: [String]
  /// Its subresources, such as `status`.
  public var subresources: [Subresource]

  /// A part of an object with a path of its own.
  public struct Subresource: Hashable, Sendable {
    /// The segment behind the object's name.
    public var name: String
    /// The kind that is sent and received; nil when it is not an object.
    public var kind: GroupVersionKind?
    /// What can be done.
    public var verbs: [String]

    /// Joins the parts.
    public init(name: String, kind: GroupVersionKind? = nil, verbs: [String] = []) {
      self.name = name
      self.kind = kind
      self.verbs = verbs
    }
  }

  /// Joins the parts.
  public init(
    _ resource: GroupVersionResource, kind: GroupVersionKind, singularName: String = "", isNamespaced: Bool,
    verbs: [String] = [], shortNames: [String] = [], categories: [String] = [], subresources: [Subresource] = []
  ) {
    self.resource = resource
    self.kind = kind
    self.singularName = singularName
    self.isNamespaced = isNamespaced
    self.verbs = verbs
    self.shortNames = shortNames
    self.categories = categories
    self.subresources = subresources
  }

  /// True when every one of `verbs` can be done.
  public func supports(_ verbs: String...) -> Bool { verbs.allSatisfy(self.verbs.contains) }
}

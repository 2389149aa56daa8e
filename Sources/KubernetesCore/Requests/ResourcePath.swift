/// The URL path of a resource, an object or a subresource, checked by the rules of client-go's request builder.
public struct ResourcePath: Hashable, Sendable {
  /// Group, version and resource.
  public var resource: GroupVersionResource
  /// Whether the objects lie in namespaces; nil if that is not known, and not checked.
  public var scope: ResourceScope?
  /// The namespace; nil for cluster-scoped resources and for all namespaces.
  public var namespace: String?
  /// The object's name; nil for the collection.
  public var name: String?
  /// The segments behind the name, such as `status`.
  public var subresource: [String]

  /// Joins the parts.
  public init(
    _ resource: GroupVersionResource, scope: ResourceScope? = nil, namespace: String? = nil, name: String? = nil,
    subresource: [String] = []
  ) {
    self.resource = resource
    self.scope = scope
    self.namespace = namespace
    self.name = name
    self.subresource = subresource
  }

  /// The percent-encoded path with a leading slash.
  ///
  /// - Throws: ``KubernetesError`` with the code `invalidRequest` for an empty part, for one that is `.` or `..`, and
  ///   for one with a slash or a percent sign: the server could take it for another path. Also for a namespace that
  ///   does not go with ``scope``: missing where an object is named, or given for a cluster-scoped resource.
  public func path() throws(KubernetesError) -> String {
    var path = resource.group.isEmpty ? "/api/" : try "/apis/" + Self.segment(resource.group, "API group") + "/"
    path += try Self.segment(resource.version, "API version")
    try checkScope()
    if let namespace { path += try "/namespaces/" + Self.segment(namespace, "namespace") }
    path += try "/" + Self.segment(resource.resource.lowercased(), "resource")
    if let name { path += try "/" + Self.segment(name, "name") }
    if !subresource.isEmpty, name == nil {
      throw KubernetesError(.invalidRequest, "a subresource needs the name of an object")
    }
    for part in subresource { path += try "/" + Self.segment(part, "subresource") }
    return path
  }

  /// The path with placeholders in place of namespace and name: a label of bounded variety.
  public var template: String {
    var path = "/" + resource.groupVersion.path
    if namespace != nil { path += "/namespaces/{namespace}" }
    path += "/" + resource.resource.lowercased()
    if name != nil { path += "/{name}" }
    for part in subresource { path += "/" + part }
    return path
  }

  private func checkScope() throws(KubernetesError) {
    switch scope {
    case .namespaced where namespace == nil && name != nil:
      throw KubernetesError(.invalidRequest, "an object of \(resource.resource) can only be named with its namespace")
    case .cluster:
      if let namespace {
        throw KubernetesError(
          .invalidRequest, "\(resource.resource) are in no namespace, but \(namespace.debugDescription) was given")
      }
    default: break
    }
  }

  private static func segment(_ text: String, _ what: String) throws(KubernetesError) -> String {
    if text.isEmpty { throw KubernetesError(.invalidRequest, "the \(what) may not be empty") }
    if text == "." || text == ".." || text.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "%") })
    {
      throw KubernetesError(
        .invalidRequest,
        "not a usable \(what): \(SelectorError.quoted(text)); it may not be '.' or '..' nor contain '/' or '%'")
    }
    return PercentEncoding.encode(text, .pathSegment)
  }
}

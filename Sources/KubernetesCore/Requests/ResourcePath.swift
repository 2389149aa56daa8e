/// The URL path of a resource, an object or a subresource, checked by the rules of client-go's request builder.
public struct ResourcePath: Hashable, Sendable {
  /// Group, version and resource.
  public var resource: GroupVersionResource
  /// The namespace; nil for cluster-scoped resources and for all namespaces.
  public var namespace: String?
  /// The object's name; nil for the collection.
  public var name: String?
  /// The segments behind the name, such as `status`.
  public var subresource: [String]

  /// Joins the parts.
  public init(
    _ resource: GroupVersionResource, namespace: String? = nil, name: String? = nil, subresource: [String] = []
  ) {
    self.resource = resource
    self.namespace = namespace
    self.name = name
    self.subresource = subresource
  }

  /// The percent-encoded path with a leading slash.
  ///
  /// - Throws: ``KubernetesError`` with the code `invalidRequest` for an empty name or namespace, for a segment that is
  ///   `.` or `..`, and for one with a slash or a percent sign: the server could take it for another path.
  public func path() throws -> String {
    var path = "/" + resource.groupVersion.path
    if let namespace { path += "/namespaces/" + (try Self.segment(namespace, "namespace")) }
    path += "/" + (try Self.segment(resource.resource.lowercased(), "resource"))
    if let name { path += "/" + (try Self.segment(name, "name")) }
    if !subresource.isEmpty, name == nil {
      throw KubernetesError(.invalidRequest, "a subresource needs the name of an object")
    }
    for part in subresource { path += "/" + (try Self.segment(part, "subresource")) }
    return path
  }

  /// The path with placeholders in place of namespace and name.
  public var template: String {
    var path = "/" + resource.groupVersion.path
    if namespace != nil { path += "/namespaces/{namespace}" }
    path += "/" + resource.resource
    if name != nil { path += "/{name}" }
    for part in subresource { path += "/" + part }
    return path
  }

  private static func segment(_ text: String, _ what: String) throws -> String {
    if text.isEmpty { throw KubernetesError(.invalidRequest, "the \(what) may not be empty") }
    if text == "." || text == ".." || text.contains("/") || text.contains("%") {
      throw KubernetesError(.invalidRequest, "not a usable \(what): \"\(text)\"")
    }
    var path = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        path.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "-._~!$&'()*+,;=:@".utf8.contains(byte):
        path.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        path += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return path
  }
}

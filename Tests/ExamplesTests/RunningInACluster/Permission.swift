import KubernetesTesting

/// One thing that somebody may do, or does.
struct Permission: Hashable, CustomStringConvertible {
  var verb: String
  var group: String
  /// With the subresource, if there is one.
  var resource: String
  /// Nil for every namespace.
  var namespace: String?
  /// Nil for any name.
  var name: String?

  var description: String {
    "\(verb) \(resource).\(group) \(name ?? "*") in \(namespace ?? "*")"
  }

  func allows(_ request: RequestAttributes) -> Bool {
    verb == request.verb && group == request.group && resource == Self.resource(of: request)
      && (namespace ?? request.namespace) == request.namespace && (name ?? request.name) == request.name
  }

  static func resource(of request: RequestAttributes) -> String {
    request.subresource.isEmpty ? request.resource : "\(request.resource)/\(request.subresource)"
  }
}

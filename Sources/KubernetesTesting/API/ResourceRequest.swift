import HTTPTypes
import KubernetesCore

/// A request's path, taken apart.
enum RequestTarget: Sendable {
  /// A resource, whether it is served or not.
  case resource(ResourceRequest)
  /// Discovery of the versions of a group, or of a version's resources.
  case group(String)
  case version(GroupVersion)
  case other(String)

  init(_ request: APIRequest) {
    let parts = request.path.split(separator: "/").map { PercentCoding.decode($0) }
    switch parts.first {
    case "api" where parts.count >= 2:
      let version = GroupVersion(version: parts[1])
      self = parts.count == 2 ? .version(version) : .resource(ResourceRequest(version, parts[2...], request))
    case "apis" where parts.count == 2: self = .group(parts[1])
    case "apis" where parts.count >= 3:
      let version = GroupVersion(group: parts[1], version: parts[2])
      self = parts.count == 3 ? .version(version) : .resource(ResourceRequest(version, parts[3...], request))
    default: self = .other("/" + parts.joined(separator: "/"))
    }
  }
}

/// What a request wants of a resource.
struct ResourceRequest: Sendable {
  /// The verbs of authorization.
  enum Verb: String, Sendable {
    case get, list, watch, create, update, patch, delete, deletecollection
    case none = ""
  }

  var verb: Verb
  var resource: GroupVersionResource
  var namespace: String?
  var name: String?
  var subresource: [String]

  init(_ version: GroupVersion, _ path: ArraySlice<String>, _ request: APIRequest) {
    var path = path
    var isWatchPath = false
    if path.first == "watch", path.count > 1 {
      isWatchPath = true
      path = path.dropFirst()
    }
    // `namespaces/x/pods` is a namespaced resource; `namespaces/x`, `namespaces/x/status` and `…/finalize` are the
    // namespace itself.
    if path.first == "namespaces", path.count > 2,
      !(version.group.isEmpty && path.count == 3 && ["status", "finalize"].contains(path[path.startIndex + 2]))
    {
      namespace = path[path.startIndex + 1]
      path = path.dropFirst(2)
    }
    resource = GroupVersionResource(group: version.group, version: version.version, resource: path.first ?? "")
    name = path.dropFirst().first
    subresource = Array(path.dropFirst(2))
    switch request.method {
    case .get, .head:
      if name == nil {
        verb = isWatchPath || request.query.flag("watch") ? .watch : .list
      } else {
        verb = isWatchPath || (subresource.isEmpty && request.query.flag("watch")) ? .watch : .get
      }
    case .post: verb = .create
    case .put: verb = .update
    case .patch: verb = .patch
    case .delete: verb = name == nil ? .deletecollection : .delete
    default: verb = .none
    }
  }
}

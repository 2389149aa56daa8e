import KubernetesCore

/// Reads the OpenAPI v3 document of one group and version, as a server publishes it below `/openapi/v3`.
///
/// Such documents have no Protobuf numbers: the types are for JSON.
struct OpenAPIImporter {
  /// The module's name; nil for one made of group and version.
  var moduleName: String?

  func module(_ document: JSONValue) throws -> Schema.Module {
    let paths = document["paths"]?.object ?? [:]
    guard let (group, version) = paths.lazy.compactMap({ Self.groupVersion($0.key) }).first else {
      throw ImportError("the document has no paths of a group and version")
    }
    let name = moduleName ?? Schema.Module.name(group: group, version: version)
    var components: [String: JSONValue] = [:]
    for schema in document[path: "components", "schemas"]?.object ?? [:] { components[schema.key] = schema.value }
    var module = Schema.Module(name: name, group: group, version: version, hasProtobuf: false)
    module.resources = resources(paths, group: group, version: version)
    var reader = SchemaReader(module: name, components: components)
    let kinds = try Set(module.resources.map(\.kind)).sorted().map { kind in
      guard let schema = Self.schema(of: kind, group: group, version: version, components) else {
        throw ImportError("there is no schema of \(kind)")
      }
      return (kind: kind, schema: schema)
    }
    for (kind, schema) in kinds { reader.reserve(kind: kind, schema) }
    for (kind, schema) in kinds { try reader.add(kind: kind, schema) }
    module.types = reader.types.sorted { $0.name < $1.name }
    return module
  }

  /// Of `/apis/GROUP/VERSION/…` or `/api/VERSION/…`, for paths of resources.
  private static func groupVersion(_ path: String) -> (group: String, version: String)? {
    let parts = path.split(separator: "/").map(String.init)
    if parts.count > 3, parts[0] == "apis" { return (parts[1], parts[2]) }
    if parts.count > 2, parts[0] == "api" { return ("", parts[1]) }
    return nil
  }

  private static func schema(
    of kind: String, group: String, version: String, _ components: [String: JSONValue]
  ) -> JSONValue? {
    components.sorted { $0.key < $1.key }.first { _, schema in
      (schema["x-kubernetes-group-version-kind"]?.array ?? []).contains {
        $0["kind"]?.string == kind && ($0["group"]?.string ?? "") == group && $0["version"]?.string == version
      }
    }?.value
  }

  // MARK: Resources

  private static let actions = [
    "post": "create", "put": "update", "patch": "patch", "get": "get", "list": "list", "delete": "delete",
    "deletecollection": "deletecollection", "watch": "watch", "watchlist": "watch",
  ]

  private func resources(_ paths: JSONObject, group: String, version: String) -> [Schema.Resource] {
    let prefix = group.isEmpty ? "/api/\(version)/" : "/apis/\(group)/\(version)/"
    var found: [String: Schema.Resource] = [:]
    var verbs: [String: Set<String>] = [:]
    var subresources: [String: [String: Schema.Subresource]] = [:]
    var watched: Set<String> = []
    for path in paths where path.key.hasPrefix(prefix) {
      var parts = path.key.dropFirst(prefix.count).split(separator: "/").map(String.init)
      if parts.first == "watch" {
        watched.formUnion(parts.dropFirst().filter { !$0.hasPrefix("{") })
        continue
      }
      let isNamespaced = parts.count > 2 && parts[0] == "namespaces" && parts[1] == "{namespace}"
      if isNamespaced { parts.removeFirst(2) }
      guard let resource = parts.first, !resource.hasPrefix("{") else { continue }
      for operation in path.value.object ?? [:] {
        // Connections, such as for exec, are known by their methods.
        guard let action = operation.value["x-kubernetes-action"]?.string,
          let verb = Self.actions[action == "connect" ? operation.key : action],
          let kind = operation.value["x-kubernetes-group-version-kind"]
        else { continue }
        let kindName = kind["kind"]?.string ?? ""
        if parts.count <= 2 {
          verbs[resource, default: []].insert(verb)
          // A list in all namespaces is at a path without one.
          if found[resource] == nil || isNamespaced {
            found[resource] = Schema.Resource(
              name: resource, kind: kindName, isNamespaced: isNamespaced, singular: kindName.lowercased(), verbs: [])
          }
        } else if parts.count == 3 {
          let own = [kind["group"]?.string, kind["version"]?.string, kindName].compactMap { $0 }
          let isOwn = kindName == found[resource]?.kind || kind["group"]?.string == group && kindName.isEmpty
          let known =
            subresources[resource]?[parts[2]]
            ?? Schema.Subresource(
              name: parts[2], kind: isOwn ? "" : own.filter { !$0.isEmpty }.joined(separator: "/"), verbs: [])
          subresources[resource, default: [:]][parts[2]] = Schema.Subresource(
            name: known.name, kind: known.kind, verbs: Set(known.verbs + [verb]).sorted())
        }
      }
    }
    return found.values.sorted { $0.name < $1.name }.map { resource in
      var resource = resource
      var own = verbs[resource.name] ?? []
      // Of custom resources watching is described as a parameter of listing only.
      if own.contains("list"), watched.isEmpty || watched.contains(resource.name) { own.insert("watch") }
      resource.verbs = own.sorted()
      resource.subresources = (subresources[resource.name] ?? [:]).values.sorted { $0.name < $1.name }.map { part in
        Schema.Subresource(
          name: part.name, kind: part.kind.hasSuffix("/\(resource.kind)") ? "" : part.kind, verbs: part.verbs)
      }
      return resource
    }
  }
}

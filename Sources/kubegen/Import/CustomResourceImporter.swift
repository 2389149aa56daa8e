import KubernetesCore

/// Reads custom resource definitions: every version that is served becomes a module.
struct CustomResourceImporter {
  /// The name of all modules; nil for one made of group and version.
  var moduleName: String?

  func modules(_ definition: JSONValue) throws -> [Schema.Module] {
    guard definition["kind"]?.string == "CustomResourceDefinition", let spec = definition["spec"],
      let group = spec["group"]?.string, let names = spec["names"], let kind = names["kind"]?.string,
      let plural = names["plural"]?.string
    else { throw ImportError("expected a CustomResourceDefinition") }
    var modules: [Schema.Module] = []
    for version in spec["versions"]?.array ?? [] where version["served"]?.bool != false {
      guard let name = version["name"]?.string, let schema = version[path: "schema", "openAPIV3Schema"] else {
        throw ImportError("\(kind): a version needs a name and a schema")
      }
      let moduleName = moduleName ?? Schema.Module.name(group: group, version: name)
      var reader = SchemaReader(module: moduleName)
      try reader.add(kind: kind, schema)
      var module = Schema.Module(name: moduleName, group: group, version: name, hasProtobuf: false)
      module.types = reader.types.sorted { $0.name < $1.name }
      module.resources = [
        Schema.Resource(
          name: plural, kind: kind, isNamespaced: spec["scope"]?.string == "Namespaced",
          singular: names["singular"]?.string ?? kind.lowercased(), verbs: Schema.Resource.allVerbs,
          shortNames: (names["shortNames"]?.array ?? []).compactMap(\.string), subresources: subresources(version))
      ]
      modules.append(module)
    }
    if modules.isEmpty { throw ImportError("\(kind): no version is served") }
    return modules
  }

  private func subresources(_ version: JSONValue) -> [Schema.Subresource] {
    var parts: [Schema.Subresource] = []
    let verbs = ["get", "patch", "update"]
    if version[path: "subresources", "scale"] != nil {
      parts.append(Schema.Subresource(name: "scale", kind: "autoscaling/v1/Scale", verbs: verbs))
    }
    if version[path: "subresources", "status"] != nil {
      parts.append(Schema.Subresource(name: "status", kind: "", verbs: verbs))
    }
    return parts
  }
}

extension Schema.Resource {
  /// What a server offers for every custom resource.
  static let allVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
}

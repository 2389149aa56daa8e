internal import KubernetesCore

/// The form in which a catalog is kept in a file: lists of groups and of resources.
extension APICatalog {
  var cached: JSONValue {
    [
      "groups": .array(groups.map { ["name": .string($0.name), "versions": Self.strings($0.versions)] }),
      "resources": .array(allResources.map(Self.json)),
    ]
  }

  /// Nil when it is not such a form.
  init?(cached: JSONValue) {
    guard let groups = cached["groups"]?.array, let resources = cached["resources"]?.array, !groups.isEmpty else {
      return nil
    }
    self.init()
    for group in groups {
      self.groups.append(APIGroup(name: group["name"]?.string ?? "", versions: Self.strings(group["versions"])))
      for version in self.groups[self.groups.count - 1].groupVersions { self.resources[version] = [] }
    }
    for entry in resources {
      guard let resource = Self.resource(entry) else { return nil }
      self.resources[resource.resource.groupVersion, default: []].append(resource)
    }
  }

  private static func json(_ resource: APIResource) -> JSONValue {
    [
      "group": .string(resource.resource.group), "version": .string(resource.resource.version),
      "resource": .string(resource.resource.resource), "kind": json(resource.kind),
      "singular": .string(resource.singularName), "namespaced": .bool(resource.isNamespaced),
      "verbs": strings(resource.verbs), "shortNames": strings(resource.shortNames),
      "categories": strings(resource.categories),
      "subresources": .array(
        resource.subresources.map {
          ["name": .string($0.name), "kind": $0.kind.map(json) ?? .null, "verbs": strings($0.verbs)]
        }),
    ]
  }

  private static func resource(_ entry: JSONValue) -> APIResource? {
    guard let name = entry["resource"]?.string, let version = entry["version"]?.string,
      let kind = entry["kind"].flatMap(Self.kind(of:))
    else { return nil }
    return APIResource(
      GroupVersionResource(group: entry["group"]?.string ?? "", version: version, resource: name), kind: kind,
      singularName: entry["singular"]?.string ?? "", isNamespaced: entry["namespaced"]?.bool ?? false,
      verbs: strings(entry["verbs"]), shortNames: strings(entry["shortNames"]),
      categories: strings(entry["categories"]),
      subresources: (entry["subresources"]?.array ?? []).compactMap { part in
        part["name"]?.string.map {
          APIResource.Subresource(name: $0, kind: part["kind"].flatMap(Self.kind(of:)), verbs: strings(part["verbs"]))
        }
      })
  }

  private static func json(_ kind: GroupVersionKind) -> JSONValue {
    ["group": .string(kind.group), "version": .string(kind.version), "kind": .string(kind.kind)]
  }

  private static func kind(of value: JSONValue) -> GroupVersionKind? {
    guard let version = value["version"]?.string, let kind = value["kind"]?.string else { return nil }
    return GroupVersionKind(group: value["group"]?.string ?? "", version: version, kind: kind)
  }

  private static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
  private static func strings(_ value: JSONValue?) -> [String] { value?.array?.compactMap(\.string) ?? [] }
}

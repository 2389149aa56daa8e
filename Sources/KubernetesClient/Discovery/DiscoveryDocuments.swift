internal import KubernetesCore

/// Reads the documents of discovery, in both of their forms.
enum DiscoveryDocuments {
  /// One root (`/api` or `/apis`) in the aggregated form: everything below it in one answer.
  static func aggregated(_ body: Bytes) throws -> APICatalog {
    var catalog = APICatalog()
    for item in try JSONMembers(body).objects("items") {
      let name = try item.object("metadata")?.string("name") ?? ""
      var group = APIGroup(name: name, versions: [])
      for entry in try item.objects("versions") {
        guard let version = try entry.string("version") else { continue }
        let groupVersion = GroupVersion(group: name, version: version)
        group.versions.append(version)
        catalog.resources[groupVersion] = try entry.objects("resources").compactMap {
          try resource(aggregated: $0, groupVersion)
        }
        if try entry.string("freshness") == "Stale" {
          catalog.failures[groupVersion] = KubernetesError(
            .unknownResource, "the server of \(groupVersion) does not answer; its resources may be out of date")
        }
      }
      catalog.groups.append(group)
    }
    return catalog
  }

  private static func resource(aggregated entry: JSONMembers, _ groupVersion: GroupVersion) throws -> APIResource? {
    guard let name = try entry.string("resource") else { return nil }
    // A resource without a kind of its own only carries subresources.
    let kind = try kind(entry.object("responseKind"), groupVersion)
    return APIResource(
      GroupVersionResource(group: groupVersion.group, version: groupVersion.version, resource: name),
      kind: kind ?? GroupVersionKind(group: groupVersion.group, version: groupVersion.version, kind: ""),
      singularName: try entry.string("singularResource") ?? "",
      isNamespaced: try entry.string("scope") == "Namespaced", verbs: try entry.strings("verbs"),
      shortNames: try entry.strings("shortNames"), categories: try entry.strings("categories"),
      subresources: try entry.objects("subresources").compactMap { part in
        guard let name = try part.string("subresource") else { return nil }
        return APIResource.Subresource(
          name: name, kind: try Self.kind(part.object("responseKind"), groupVersion), verbs: try part.strings("verbs"))
      })
  }

  /// Empty parts mean those of the resource.
  private static func kind(_ entry: JSONMembers?, _ groupVersion: GroupVersion) throws -> GroupVersionKind? {
    guard let entry, let kind = try entry.string("kind"), !kind.isEmpty else { return nil }
    let version = try entry.string("version") ?? ""
    let group = try entry.string("group") ?? ""
    if version.isEmpty { return GroupVersionKind(group: groupVersion.group, version: groupVersion.version, kind: kind) }
    return GroupVersionKind(group: group, version: version, kind: kind)
  }

  /// `/api`: the versions of the core group.
  static func coreVersions(_ body: Bytes) throws -> [String] { try JSONMembers(body).strings("versions") }

  /// `/apis`: the groups with their versions, the preferred one first.
  static func groups(_ body: Bytes) throws -> [APIGroup] {
    try JSONMembers(body).objects("groups").map { entry in
      var versions = try entry.objects("versions").compactMap { try $0.string("version") }
      if let preferred = try entry.object("preferredVersion")?.string("version"),
        let index = versions.firstIndex(of: preferred)
      {
        versions.insert(versions.remove(at: index), at: 0)
      }
      return APIGroup(name: try entry.string("name") ?? "", versions: versions)
    }
  }

  /// `/apis/GROUP/VERSION`: the resources of one group-version; subresources are entries with a slash.
  static func resources(_ body: Bytes, of groupVersion: GroupVersion) throws -> [APIResource] {
    var resources: [APIResource] = []
    var indices: [String: Int] = [:]
    for entry in try JSONMembers(body).objects("resources") {
      guard let name = try entry.string("name") else { continue }
      let kind = GroupVersionKind(
        group: try entry.string("group") ?? groupVersion.group,
        version: try entry.string("version") ?? groupVersion.version, kind: try entry.string("kind") ?? "")
      let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
      if parts.count == 2 {
        let part = APIResource.Subresource(
          name: parts[1], kind: kind.kind.isEmpty ? nil : kind, verbs: try entry.strings("verbs"))
        if let index = indices[parts[0]] { resources[index].subresources.append(part) }
        continue
      }
      indices[name] = resources.count
      resources.append(
        APIResource(
          GroupVersionResource(group: groupVersion.group, version: groupVersion.version, resource: name),
          kind: kind, singularName: try entry.string("singularName") ?? "", isNamespaced: entry.isTrue("namespaced"),
          verbs: try entry.strings("verbs"), shortNames: try entry.strings("shortNames"),
          categories: try entry.strings("categories")))
    }
    return resources
  }
}

public import KubernetesCore

extension APICatalog {
  /// The resource whose objects are of `kind`.
  ///
  /// - Parameter version: Nil for the group's preferred version.
  /// - Returns: Nil when the catalog has none.
  public func resource(for kind: GroupKind, version: String? = nil) -> APIResource? {
    groups.first { $0.name == kind.group }?.groupVersions
      .filter { version == nil || $0.version == version }
      .lazy.compactMap { groupVersion in
        resources[groupVersion]?.first { $0.kind.kind == kind.kind && $0.kind.group == kind.group }
      }.first
  }

  /// The resource that a person means by `text`: a plural or singular name, a short name or a kind, in any case, with
  /// `.group` or `.version.group` behind it if need be.
  ///
  /// Names win over short names, and the core group over the others. Among several groups the first one wins, in the
  /// server's order, as in kubectl.
  public func resource(named text: String) -> APIResource? {
    let text = text.lowercased()
    return find(text) { $0.resource.resource.lowercased() == $1 }
      ?? find(text) { $0.singularName.lowercased() == $1 || $0.kind.kind.lowercased() == $1 }
      ?? find(text) { $0.shortNames.contains($1) }
  }

  /// The resources of other groups that a person could mean as well.
  public func alternatives(named text: String) -> [APIResource] {
    guard let chosen = resource(named: text) else { return [] }
    let text = text.lowercased()
    return preferredResources.filter {
      $0.resource.groupResource != chosen.resource.groupResource
        && ($0.resource.resource.lowercased() == text || $0.singularName.lowercased() == text
          || $0.shortNames.contains(text))
    }
  }

  private func find(_ text: String, _ matches: (APIResource, String) -> Bool) -> APIResource? {
    let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    // `name.version.group`, with an empty group for the core group.
    if parts.count >= 2 {
      let group = parts.count == 3 ? parts[2] : ""
      let groupVersion = GroupVersion(group: group, version: parts[1])
      if let found = resources[groupVersion]?.first(where: { matches($0, parts[0]) }) { return found }
    }
    // `name.group`
    if let dot = text.firstIndex(of: ".") {
      let name = String(text[..<dot])
      let group = String(text[text.index(after: dot)...])
      if let found = preferredResources.first(where: { $0.resource.group == group && matches($0, name) }) {
        return found
      }
      return nil
    }
    return preferredResources.first { matches($0, text) }
  }

  /// The resources of a category such as `all`, in preferred versions.
  public func resources(inCategory category: String) -> [APIResource] {
    preferredResources.filter { $0.categories.contains(category) }
  }
}

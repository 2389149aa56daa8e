extension GroupVersionKind {
  /// The kind that an object's `apiVersion` and `kind` name; nil if the former is malformed or the latter empty.
  public init?(apiVersion: some StringProtocol, kind: String) {
    guard !kind.isEmpty, let groupVersion = GroupVersion(apiVersion) else { return nil }
    self.init(group: groupVersion.group, version: groupVersion.version, kind: kind)
  }
}

extension GroupVersion {
  /// A kind of this group and version.
  public func kind(_ kind: String) -> GroupVersionKind {
    GroupVersionKind(group: group, version: version, kind: kind)
  }

  /// A resource of this group and version.
  public func resource(_ resource: String) -> GroupVersionResource {
    GroupVersionResource(group: group, version: version, resource: resource)
  }
}

extension GroupResource {
  /// Parses what people write on command lines: `pods`, or `deployments.apps`; nil for empty parts.
  ///
  /// Everything behind the first dot is the group.
  public init?(parsing text: some StringProtocol) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let resource = parts.first, !resource.isEmpty, parts.count == 1 || !parts[1].isEmpty else { return nil }
    self.init(group: parts.count == 1 ? "" : String(parts[1]), resource: String(resource))
  }
}

public import KubernetesCore

extension ResourceClient {
  /// Changes parts of an object, or of one of its subresources, and returns it as the server keeps it.
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - subresource: Such as `status`; nil for the object itself.
  ///   - patch: The change. For a server-side apply it brings its field manager along.
  ///   - options: See `PatchOptions`.
  public func patch(
    _ name: String, subresource: String? = nil, _ patch: Patch, _ options: PatchOptions = PatchOptions()
  ) async throws -> Object {
    try await object(.patch(path(name, subresource.map { [$0] } ?? []), patch, options))
  }
}

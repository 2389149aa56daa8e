public import KubernetesCore

extension ResourceClient {
  /// Changes parts of an object and returns it as the server keeps it.
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - patch: The change. For a server-side apply it brings its field manager along.
  ///   - options: See `PatchOptions`.
  @discardableResult
  public func patch(
    _ name: String, _ patch: Patch, _ options: PatchOptions = PatchOptions()
  ) async throws -> Object {
    try await object(.patch(path(name), patch, options))
  }
}

public import KubernetesClient
internal import KubernetesCore

extension ResourceClient {
  /// Changes the status of an object by a merge patch of its status subresource; sends nothing if nothing changes.
  ///
  /// ```swift
  /// try await context.resource.patchStatus(of: site) { site in
  ///   site.status = Site.Status(replicas: 3)
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - object: The object as it was read; the patch is what the function makes different from it.
  ///   - locking: Whether the patch fails with an error that `KubernetesError/isConflict` if the object has been changed
  ///     since it was read. Without it the last writer of each member wins.
  ///   - change: Changes the status; other changes are left out.
  /// - Returns: The object as the server keeps it, or as it was given if there was nothing to send.
  @discardableResult
  public func patchStatus(
    of object: Object, locking: Bool = false, mutating change: (inout Object) throws -> Void
  ) async throws -> WriteResult<Object> {
    var changed = object
    try change(&changed)
    guard let status = try Self.difference(object, changed)["status"] else { return WriteResult(object, .unchanged) }
    var patch: JSONValue = ["status": status]
    if locking, let version = object.metadata.resourceVersion {
      patch[path: "metadata", "resourceVersion"] = .string(version)
    }
    let stored = try await self.patch(object.metadata.name ?? "", subresource: "status", .merge(patch))
    return WriteResult(stored, .updated)
  }
}

public import KubernetesCore
public import KubernetesModels

extension ResourceClient where Object: CollectionDeletableResource {
  /// Deletes every object of a selection, in one call.
  public func deleteCollection(
    _ options: DeleteOptions = DeleteOptions(), selecting: ListOptions = ListOptions()
  ) async throws {
    _ = try await client.send(
      RESTRequest(try .deleteCollection(path(), options, selecting: selecting), accept: listAccept))
  }
}

extension ResourceClient where Object: StatusResource {
  /// Reads an object through its `status`: for those who may read no more.
  public func getStatus(_ name: String) async throws -> Object { try await get(name, subresource: "status") }

  /// Replaces the status of an object; the rest of `object` is ignored by the server.
  ///
  /// - Throws: `KubernetesError`; one that `KubernetesError/isConflict` when the object has changed since it was read.
  @discardableResult
  public func updateStatus(_ object: Object, _ options: UpdateOptions = UpdateOptions()) async throws -> Object {
    try await update(object, subresource: "status", options)
  }

  /// Reads an object, lets `change` work on it, and replaces its status; again from the beginning when somebody else was
  /// faster.
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - retries: How often to begin again. client-go's `RetryOnConflict` tries five times in all.
  ///   - change: Makes the change; runs once for each try.
  @discardableResult
  public func updateStatus(
    _ name: String, retries: Int = 4, _ options: UpdateOptions = UpdateOptions(),
    mutating change: (inout Object) throws -> Void
  ) async throws -> Object {
    try await update(name, retries: retries, mutating: change) { try await updateStatus($0, options) }
  }

  /// Changes parts of the status of an object.
  @discardableResult
  public func patchStatus(
    _ name: String, _ patch: Patch, _ options: PatchOptions = PatchOptions()
  ) async throws -> Object {
    try await self.patch(name, subresource: "status", patch, options)
  }

  /// Applies to the status of an object (server-side apply).
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - configuration: `apiVersion`, `kind` and the fields of the status that the manager cares for.
  ///   - options: The field manager, and whether it takes over fields of others.
  @discardableResult
  public func applyStatus(
    _ name: String, _ configuration: JSONValue, _ options: ApplyOptions
  ) async throws -> Object {
    try await apply(name, subresource: "status", configuration, options)
  }
}

extension ResourceClient where Object: ScalableResource {
  /// The `scale` of an object, to be read, replaced and patched.
  public func scale(of name: String) -> SubresourceClient<AutoscalingV1.Scale> {
    SubresourceClient(client, path(name, ["scale"]), formats: chosenFormats)
  }

  /// Sets the number of replicas, whoever else changes the scale meanwhile.
  ///
  /// - Returns: The scale as the server keeps it.
  @discardableResult
  public func setReplicas(_ count: Int32, of name: String) async throws -> AutoscalingV1.Scale {
    try await scale(of: name).patch(.merge(["spec": ["replicas": .integer(Int64(count))]]))
  }
}

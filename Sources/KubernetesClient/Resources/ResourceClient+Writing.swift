public import KubernetesCore

extension ResourceClient {
  /// Makes an object and returns it as the server keeps it, with the name that was generated where none was given.
  @discardableResult
  public func create(_ object: Object, _ options: CreateOptions = CreateOptions()) async throws -> Object {
    let (body, format) = try Encoding.encode(object, formats)
    return try await self.object(.create(path(), body: body, format: format, options))
  }

  /// Replaces an object and returns it as the server keeps it.
  ///
  /// With a `resourceVersion` in its metadata the replacement succeeds only if nobody has changed the object since;
  /// otherwise it throws an error that `KubernetesError/isConflict`.
  @discardableResult
  public func update(_ object: Object, _ options: UpdateOptions = UpdateOptions()) async throws -> Object {
    let (body, format) = try Encoding.encode(object, formats)
    return try await self.object(.update(path(object.metadata.name ?? ""), body: body, format: format, options))
  }

  /// Reads an object, lets `change` work on it, and replaces it; again from the beginning when somebody else was faster.
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - retries: How often to begin again. client-go's `RetryOnConflict` tries five times in all.
  ///   - change: Makes the change; runs once for each try.
  /// - Returns: The object as the server keeps it. Nothing is sent when `change` throws.
  @discardableResult
  public func update(
    _ name: String, retries: Int = 4, _ options: UpdateOptions = UpdateOptions(),
    mutating change: (inout Object) throws -> Void
  ) async throws -> Object {
    try await update(name, retries: retries, mutating: change) { try await update($0, options) }
  }

  /// Applies the parts of an object that a field manager wants to be so (server-side apply), and returns the whole.
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - configuration: Only the fields that the manager cares for, with `apiVersion` and `kind`, without
  ///     `managedFields`.
  ///   - options: The field manager, and whether it takes over fields of others.
  /// - Throws: `KubernetesError`; one that `KubernetesError/isConflict` names every field that another manager owns.
  @discardableResult
  public func apply(
    _ name: String, _ configuration: JSONValue, _ options: ApplyOptions
  ) async throws -> Object {
    try await object(.apply(path(name), body: Encoding.bytes(configuration), options))
  }

  /// Deletes an object.
  ///
  /// - Returns: The object when finalizers keep it for a while, or the server's closing word.
  @discardableResult
  public func delete(
    _ name: String, _ options: DeleteOptions = DeleteOptions()
  ) async throws -> DeletionResult<Object> {
    let response = try await client.send(RESTRequest(try .delete(path(name), options), accept: accept))
    return try await deletion(response)
  }
}

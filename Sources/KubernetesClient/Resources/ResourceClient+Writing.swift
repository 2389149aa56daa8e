public import KubernetesCore

extension ResourceClient {
  /// Makes an object and returns it as the server keeps it, with the name that was generated where none was given.
  public func create(_ object: Object, _ options: CreateOptions = CreateOptions()) async throws -> Object {
    let (body, format) = try Encoding.encode(object)
    return try await self.object(.create(path(), body: body, format: format, options))
  }

  /// Replaces an object and returns it as the server keeps it.
  ///
  /// With a `resourceVersion` in its metadata the replacement succeeds only if nobody has changed the object since;
  /// otherwise it throws an error that `KubernetesError/isConflict`.
  public func update(_ object: Object, _ options: UpdateOptions = UpdateOptions()) async throws -> Object {
    let (body, format) = try Encoding.encode(object)
    return try await self.object(.update(path(object.metadata.name ?? ""), body: body, format: format, options))
  }

  /// Reads an object, lets `change` work on it, and replaces it; again from the beginning when somebody else was faster.
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - retries: How often to begin again. client-go's `RetryOnConflict` tries five times in all.
  ///   - change: Makes the change; runs once for each try.
  /// - Returns: The object as the server keeps it. Nothing is sent when `change` throws.
  public func update(
    _ name: String, retries: Int = 4, _ options: UpdateOptions = UpdateOptions(),
    mutating change: (inout Object) throws -> Void
  ) async throws -> Object {
    for attempt in 0... {
      var object = try await get(name)
      try change(&object)
      do {
        return try await update(object, options)
      } catch let error as KubernetesError where error.isConflict && attempt < retries {
        // client-go's pause: 10 ms, with a tenth of jitter.
        try await client.configuration.clock.sleep(for: .microseconds(Int.random(in: 10_000...11_000)))
      }
    }
    throw KubernetesError(.invalidRequest, "the number of retries may not be negative")
  }

  /// Changes parts of an object and returns it as the server keeps it.
  public func patch(
    _ name: String, _ type: PatchType, _ body: JSONValue, _ options: PatchOptions = PatchOptions()
  ) async throws -> Object {
    try await object(.patch(path(name), type: type, body: Encoding.bytes(body), options))
  }

  /// Applies the parts of an object that a field manager wants to be so (server-side apply), and returns the whole.
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - configuration: Only the fields that the manager cares for, with `apiVersion` and `kind`, without
  ///     `managedFields`.
  ///   - options: The field manager, and whether it takes over fields of others.
  /// - Throws: `KubernetesError`; one that `KubernetesError/isConflict` names every field that another manager owns.
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
    return try await Self.deletion(response)
  }

  /// Deletes every object of a selection, in one call.
  public func deleteCollection(
    _ options: DeleteOptions = DeleteOptions(), selecting: ListOptions = ListOptions()
  ) async throws {
    _ = try await client.send(RESTRequest(try .deleteCollection(path(), options, selecting: selecting), accept: accept))
  }

  // MARK: Subresources

  /// Reads a subresource such as `status`, as an object of the same type.
  public func get(_ name: String, subresource: String) async throws -> Object {
    try await object(.get(path(name, [subresource])))
  }

  /// Replaces a subresource such as `status`: the rest of `object` is ignored by the server.
  public func update(
    _ object: Object, subresource: String, _ options: UpdateOptions = UpdateOptions()
  ) async throws -> Object {
    let (body, format) = try Encoding.encode(object)
    return try await self.object(
      .update(path(object.metadata.name ?? "", [subresource]), body: body, format: format, options))
  }

  /// Changes parts of a subresource.
  public func patch(
    _ name: String, subresource: String, _ type: PatchType, _ body: JSONValue, _ options: PatchOptions = PatchOptions()
  ) async throws -> Object {
    try await object(.patch(path(name, [subresource]), type: type, body: Encoding.bytes(body), options))
  }

  /// Applies to a subresource.
  public func apply(
    _ name: String, subresource: String, _ configuration: JSONValue, _ options: ApplyOptions
  ) async throws -> Object {
    try await object(.apply(path(name, [subresource]), body: Encoding.bytes(configuration), options))
  }

  /// Replaces the status of an object.
  public func updateStatus(_ object: Object, _ options: UpdateOptions = UpdateOptions()) async throws -> Object {
    try await update(object, subresource: "status", options)
  }

  /// A client for a subresource whose objects are of another type, such as the `Scale` behind `scale`.
  public func subresource<Part: WireCodable>(
    _ segments: String..., of name: String, as type: Part.Type
  ) -> SubresourceClient<Part> {
    SubresourceClient(client: client, path: path(name, segments))
  }
}

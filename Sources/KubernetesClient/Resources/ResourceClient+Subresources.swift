public import KubernetesCore

// For every type, within the package: which of them a type has is said in `Typed/ResourceClient+Capabilities.swift`.
extension ResourceClient {
  /// Deletes every object of a selection, in one call.
  package func deleteCollection(
    _ options: DeleteOptions = DeleteOptions(), selecting: ListOptions = ListOptions()
  ) async throws {
    _ = try await client.send(
      RESTRequest(try .deleteCollection(path(), options, selecting: selecting), accept: listAccept))
  }

  /// Reads a subresource such as `status`, as an object of the same type.
  package func get(_ name: String, subresource: String) async throws -> Object {
    try await object(.get(path(name, [subresource])))
  }

  /// Replaces a subresource such as `status`: the rest of `object` is ignored by the server.
  package func update(
    _ object: Object, subresource: String, _ options: UpdateOptions = UpdateOptions()
  ) async throws -> Object {
    let (body, format) = try Encoding.encode(object)
    return try await self.object(
      .update(path(object.metadata.name ?? "", [subresource]), body: body, format: format, options))
  }

  /// Changes parts of a subresource.
  package func patch(
    _ name: String, subresource: String, _ type: PatchType, _ body: JSONValue, _ options: PatchOptions = PatchOptions()
  ) async throws -> Object {
    try await object(.patch(path(name, [subresource]), type: type, body: Encoding.bytes(body), options))
  }

  /// Changes parts of a subresource.
  package func patch(
    _ name: String, subresource: String, _ patch: Patch, _ options: PatchOptions = PatchOptions()
  ) async throws -> Object {
    try await object(.patch(path(name, [subresource]), patch, options))
  }

  /// Applies to a subresource.
  package func apply(
    _ name: String, subresource: String, _ configuration: JSONValue, _ options: ApplyOptions
  ) async throws -> Object {
    try await object(.apply(path(name, [subresource]), body: Encoding.bytes(configuration), options))
  }

  /// A client for a subresource whose objects are of another type, such as the `Scale` behind `scale`.
  package func subresource<Part: WireCodable>(
    _ segments: String..., of name: String, as type: Part.Type
  ) -> SubresourceClient<Part> {
    SubresourceClient(client: client, path: path(name, segments))
  }

  /// Reads an object, lets `change` work on it, and writes it back; again from the beginning when somebody else was
  /// faster.
  func update(
    _ name: String, retries: Int, mutating change: (inout Object) throws -> Void,
    write: (Object) async throws -> Object
  ) async throws -> Object {
    for attempt in 0... {
      var object = try await get(name)
      try change(&object)
      do {
        return try await write(object)
      } catch let error as KubernetesError where error.isConflict && attempt < retries {
        // client-go's pause: 10 ms, with a tenth of jitter.
        try await client.configuration.clock.sleep(for: .microseconds(Int.random(in: 10_000...11_000)))
      }
    }
    throw KubernetesError(.invalidRequest, "the number of retries may not be negative")
  }
}

extension ResourceClient where Object == Unstructured {
  /// Reads a subresource such as `status`, as the object that the server answers with.
  public func get(_ name: String, subresource: String) async throws -> Unstructured {
    try await object(.get(path(name, [subresource])))
  }

  /// Replaces a subresource such as `status`: the rest of `object` is ignored by the server.
  public func update(
    _ object: Unstructured, subresource: String, _ options: UpdateOptions = UpdateOptions()
  ) async throws -> Unstructured {
    let (body, format) = try Encoding.encode(object)
    return try await self.object(
      .update(path(object.metadata.name ?? "", [subresource]), body: body, format: format, options))
  }

  /// Changes parts of a subresource.
  public func patch(
    _ name: String, subresource: String, _ patch: Patch, _ options: PatchOptions = PatchOptions()
  ) async throws -> Unstructured {
    try await object(.patch(path(name, [subresource]), patch, options))
  }

  /// A client for a subresource whose objects are of another type, such as the `Scale` behind `scale`. Nothing checks
  /// that the server has it.
  public func subresource<Part: WireCodable>(
    _ segments: String..., of name: String, as type: Part.Type
  ) -> SubresourceClient<Part> {
    SubresourceClient(client: client, path: path(name, segments))
  }
}

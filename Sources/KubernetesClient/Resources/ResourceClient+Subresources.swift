public import KubernetesCore

// By name, and so without a check that the server has them: for objects of any kind, where only the server knows. What a
// type is known to have is said in `Typed/ResourceClient+Capabilities.swift`. All of it is `SubresourceClient`'s work.
extension ResourceClient where Object == Unstructured {
  /// Reads a subresource such as `status`, as the object that the server answers with.
  public func get(_ name: String, subresource: String) async throws -> Unstructured {
    try await part(subresource, of: name).get()
  }

  /// Replaces a subresource such as `status`: the rest of `object` is ignored by the server.
  @discardableResult
  public func update(
    _ object: Unstructured, subresource: String, _ options: UpdateOptions = UpdateOptions()
  ) async throws -> Unstructured {
    try await part(subresource, of: object.metadata.name).update(object, options)
  }

  /// Changes parts of a subresource.
  @discardableResult
  public func patch(
    _ name: String, subresource: String, _ patch: Patch, _ options: PatchOptions = PatchOptions()
  ) async throws -> Unstructured {
    try await part(subresource, of: name).patch(patch, options)
  }

  /// A client for a subresource whose objects are of another type, such as the `Scale` behind `scale`.
  public func subresource<Part: WireCodable>(
    _ segments: String..., of name: String, as type: Part.Type
  ) -> SubresourceClient<Part> {
    SubresourceClient(client, path(name, segments), formats: chosenFormats)
  }
}

// The same for every type, within the package.
extension ResourceClient {
  /// A subresource whose objects are of the resource's own type, such as `status`.
  func part(_ subresource: String, of name: String?) -> SubresourceClient<Object> {
    SubresourceClient(
      client, path(name ?? "", [subresource]), formats: formats, accept: accept, decoding: decoding)
  }

  package func get(_ name: String, subresource: String) async throws -> Object {
    try await part(subresource, of: name).get()
  }

  package func update(
    _ object: Object, subresource: String, _ options: UpdateOptions = UpdateOptions()
  ) async throws -> Object {
    try await part(subresource, of: object.metadata.name).update(object, options)
  }

  package func patch(
    _ name: String, subresource: String, _ patch: Patch, _ options: PatchOptions = PatchOptions()
  ) async throws -> Object {
    try await part(subresource, of: name).patch(patch, options)
  }

  package func apply(
    _ name: String, subresource: String, _ configuration: JSONValue, _ options: ApplyOptions
  ) async throws -> Object {
    try await part(subresource, of: name).apply(configuration, options)
  }

  /// The formats that were asked for, as opposed to those that the object's type has anyway: parts are of other types.
  var chosenFormats: [WireFormat]? { formats == Object.wireFormats ? nil : formats }

  package func subresource<Part: WireCodable>(
    _ segments: String..., of name: String, as type: Part.Type
  ) -> SubresourceClient<Part> {
    SubresourceClient(client, path(name, segments), formats: chosenFormats)
  }

  /// Deletes every object of a selection, in one call.
  package func deleteCollection(
    _ options: DeleteOptions = DeleteOptions(), selecting: ListOptions = ListOptions()
  ) async throws {
    _ = try await client.send(
      RESTRequest(try .deleteCollection(path(), options, selecting: selecting), accept: listAccept))
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

public import KubernetesCore

/// The verbs of one subresource of one object, whose type is not the object's: `scale`, `eviction`, `token`, `binding`.
public struct SubresourceClient<Part: WireCodable>: Sendable {
  let client: RESTClient
  let path: ResourcePath
  let accept: [String]
  let decoding: DecodingOptions
  private let formats: [WireFormat]

  /// Parts are read and written in the client's formats, else in those of their type, and read with the client's
  /// options, unless others are given.
  init(
    _ client: RESTClient, _ path: ResourcePath, formats: [WireFormat]? = nil, accept: [String]? = nil,
    decoding: DecodingOptions? = nil
  ) {
    let formats = Encoding.formats(of: Part.self, formats ?? client.configuration.formats)
    self.formats = formats
    self.client = client
    self.path = path
    self.accept = accept ?? Encoding.accept(formats)
    self.decoding = decoding ?? client.configuration.decoding
  }

  /// Reads it.
  public func get() async throws -> Part { try await part(.get(path)) }

  /// Posts to it, and reads the answer.
  ///
  /// - Parameter retryPolicy: Nil for the client's. An eviction that a disruption budget forbids is answered with 429:
  ///   use ``RetryPolicy/never`` to see it.
  public func create(
    _ part: Part, _ options: CreateOptions = CreateOptions(), retryPolicy: RetryPolicy? = nil
  ) async throws -> Part {
    let (body, format) = try Encoding.encode(part, formats)
    return try await self.part(.create(path, body: body, format: format, options), retryPolicy)
  }

  /// Posts to it. The answer, often only a `Status`, is not read.
  public func post(
    _ part: Part, _ options: CreateOptions = CreateOptions(), retryPolicy: RetryPolicy? = nil
  ) async throws {
    let (body, format) = try Encoding.encode(part, formats)
    var request = RESTRequest(try .create(path, body: body, format: format, options))
    request.retryPolicy = retryPolicy
    _ = try await client.send(request)
  }

  /// Replaces it.
  @discardableResult
  public func update(_ part: Part, _ options: UpdateOptions = UpdateOptions()) async throws -> Part {
    let (body, format) = try Encoding.encode(part, formats)
    return try await self.part(.update(path, body: body, format: format, options))
  }

  /// Changes parts of it.
  @discardableResult
  public func patch(_ patch: Patch, _ options: PatchOptions = PatchOptions()) async throws -> Part {
    try await part(.patch(path, patch, options))
  }

  /// Applies to it (server-side apply).
  @discardableResult
  public func apply(_ configuration: JSONValue, _ options: ApplyOptions) async throws -> Part {
    try await part(.apply(path, body: Encoding.bytes(configuration), options))
  }

  private func part(_ request: ResourceRequest, _ retryPolicy: RetryPolicy? = nil) async throws -> Part {
    var request = RESTRequest(request, accept: accept)
    request.retryPolicy = retryPolicy
    return try await Encoding.decode(Part.self, client.send(request), decoding)
  }
}

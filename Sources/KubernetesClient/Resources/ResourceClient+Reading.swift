public import KubernetesCore

extension ResourceClient {
  /// Reads an object.
  ///
  /// - Parameter resourceVersion: Nil for the most recent state; `"0"` for any that the server has at hand.
  /// - Throws: `KubernetesError`; one that `KubernetesError/isNotFound` when there is no such object.
  public func get(_ name: String, resourceVersion: String? = nil) async throws -> Object {
    try await object(.get(path(name), GetOptions(resourceVersion: resourceVersion)))
  }

  /// Reads an object; nil when there is none of that name.
  public func find(_ name: String, resourceVersion: String? = nil) async throws -> Object? {
    do {
      return try await get(name, resourceVersion: resourceVersion)
    } catch let error as KubernetesError where error.isNotFound {
      return nil
    }
  }

  /// Reads one page, or the whole list when `options` have no limit.
  public func list(_ options: ListOptions = ListOptions()) async throws -> ListPage<Object> {
    var request = RESTRequest(try .list(path(), options), accept: accept)
    // A list may be large: it gets a connection of its own, on which a slow reader holds nobody up.
    request.usesOwnConnection = options.limit == nil
    if let seconds = options.timeoutSeconds { request.timeout = .seconds(seconds) + .seconds(5) }
    return try await Self.decodeList(client.send(request))
  }

  /// Reads the list page by page, while the caller goes through it.
  ///
  /// When the continue token has expired between two pages, the rest cannot be read consistently any more: the sequence
  /// throws an error that `KubernetesError/isExpired`, and the caller begins again.
  ///
  /// - Parameter size: The most objects of one page; client-go's pager uses 500.
  public func pages(of size: Int = 500, _ options: ListOptions = ListOptions()) -> ListPages<Object> {
    ListPages(first: options, size: size) { try await list($0) }
  }

  @concurrent
  private static func decodeList(_ response: RESTResponse) async throws -> ListPage<Object> {
    let format = try Encoding.format(of: response.headers)
    do {
      return try ListDecoding.decode(Object.self, response.body, format: format)
    } catch let error as WireError {
      throw KubernetesError(.decoding, "list of \(Object.self): \(error)", cause: error)
    }
  }
}

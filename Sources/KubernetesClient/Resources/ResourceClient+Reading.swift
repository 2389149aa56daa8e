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
  ///
  /// A whole list is decoded while it arrives: what is held are the objects and a small window of the body. Objects
  /// that cannot be read are among `ListPage/failures`; the others are not lost with them.
  public func list(_ options: ListOptions = ListOptions()) async throws -> ListPage<Object> {
    let request = try listRequest(options)
    do {
      // A page is small; collecting it first leaves the connection to others.
      guard options.limit == nil else { return try await Self.decodeList(client.send(request), decoding) }
      let (decoding, limit) = (decoding, client.maximumResponseBytes(request))
      return try await client.read(request) { answer in
        let format = try Encoding.format(of: answer.headers)
        return try await ListDecoding.decode(
          Object.self, answer.body, format: format, options: decoding, limit: limit)
      }
    } catch let error as WireError {
      throw ListDecoding.described(error, Object.self)
    }
  }

  /// Opens a list and gives its objects one by one, decoded as they arrive: for lists that need not be held as a whole.
  ///
  /// One request, with one ending. The stream throws `KubernetesError` for a broken connection, for an end inside the
  /// list and for an object that cannot be read. Nothing is read ahead of the consumer beyond the transport's buffer,
  /// so a slow consumer holds the server's answer open; dropping the stream closes the request at once.
  ///
  /// With a limit in `options` these are the objects of one page.
  public func items(
    _ options: ListOptions = ListOptions()
  ) async throws -> AsyncThrowingStream<Object, any Error> {
    let answer = try await client.stream(listRequest(options))
    let source = ListSource<Object>(
      body: answer.body, format: try Encoding.format(of: answer.headers), options: decoding)
    return AsyncThrowingStream { try await source.next() }
  }

  private func listRequest(_ options: ListOptions) throws -> RESTRequest {
    var request = RESTRequest(try .list(path(), options), accept: listAccept)
    // A list may be large: it gets a connection of its own, on which a slow reader holds nobody up.
    request.usesOwnConnection = options.limit == nil
    if let seconds = options.timeoutSeconds { request.timeout = .seconds(seconds) + .seconds(5) }
    return request
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
  private static func decodeList(
    _ response: RESTResponse, _ options: DecodingOptions
  ) async throws -> ListPage<Object> {
    try ListDecoding.decode(
      Object.self, response.body, format: Encoding.format(of: response.headers), options: options)
  }
}

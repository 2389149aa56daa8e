internal import HTTPTypes
public import KubernetesCore

extension ResourceClient {
  /// Reads an object.
  ///
  /// - Parameter resourceVersion: Nil for the most recent state; `"0"` for any that the server has at hand.
  /// - Throws: ``KubernetesError``; one that ``KubernetesError/isNotFound`` when there is no such object.
  public func get(_ name: String, resourceVersion: String? = nil) async throws -> Object {
    var request = try request(verb: "get", path(name))
    if let resourceVersion { request.query.append(("resourceVersion", resourceVersion)) }
    return try await decode(client.send(request))
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
    var request = try request(verb: "list", path())
    request.query = try options.queryItems
    // A list may be large: it gets a connection of its own, on which a slow reader holds nobody up.
    request.usesOwnConnection = options.limit == nil
    if let seconds = options.timeoutSeconds { request.timeout = .seconds(seconds) + .seconds(5) }
    return try await Self.decodeList(client.send(request))
  }

  @concurrent
  private static func decodeList(_ response: RESTResponse) async throws -> ListPage<Object> {
    guard let format = response.format else {
      throw KubernetesError(
        .decoding, "the server answered with \(response.headers[.contentType] ?? "no type"), which cannot be read")
    }
    do {
      return try ListDecoding.decode(Object.self, response.body, format: format)
    } catch let error as WireError {
      throw KubernetesError(.decoding, "list of \(Object.self): \(error)", cause: error)
    }
  }
}

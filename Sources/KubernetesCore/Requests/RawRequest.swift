public import HTTPTypes

/// A call of a path that is no resource, such as `/version`, `/healthz` or `/openapi/v3`.
public struct RawRequest: Sendable {
  /// The HTTP method.
  public let method: HTTPRequest.Method
  /// The percent-encoded path with a leading slash, without the base path of the server's address.
  public let path: String
  /// The query items, not yet percent-encoded.
  public let query: [(name: String, value: String)]
  /// The body's media type; nil when there is no body.
  public let contentType: String?
  /// The body.
  public let body: Bytes?

  /// A call of an absolute path, below the path of the server's address.
  ///
  /// A trailing slash is kept.
  ///
  /// - Parameters:
  ///   - path: The path with a leading slash. Percent escapes are kept, other special characters are encoded. It may
  ///     have a query, whose items come before `query`.
  /// - Throws: ``KubernetesError`` with the code `invalidRequest` for a path that is not absolute, that has an empty,
  ///   `.` or `..` segment or a broken escape.
  public init(
    _ method: HTTPRequest.Method = .get, path: String, query: [(name: String, value: String)] = [],
    contentType: String? = nil, body: Bytes? = nil
  ) throws(KubernetesError) {
    let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.path = try Self.checked(parts.first ?? "")
    self.query = try (parts.count > 1 ? Self.items(parts[1]) : []) + query
    self.method = method
    self.contentType = contentType
    self.body = body
  }

  /// Path and query, percent-encoded.
  ///
  /// - Parameter basePath: The path of the server's address, with a leading and without a trailing slash; empty for
  ///   none.
  public func target(basePath: String = "") -> String {
    var target = basePath + path
    PercentEncoding.append(query, to: &target)
    return target
  }

  private static func checked(_ path: Substring) throws(KubernetesError) -> String {
    guard path.utf8.first == UInt8(ascii: "/") else { throw invalid("it must begin with a slash", path) }
    guard !path.utf8.contains(UInt8(ascii: "#")) else { throw invalid("it must have no fragment", path) }
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    var result = ""
    for (index, segment) in segments.enumerated() {
      // Escapes are undone only to look at them, so that `%2e%2e` is found: what they stand for, and whether they are
      // needed, is for the server, or whatever it passes the path on to.
      guard let text = PercentEncoding.decode(segment) else { throw invalid("it has a broken percent escape", path) }
      if text == "." || text == ".." { throw invalid("it must have no segment '\(text)'", path) }
      if text.isEmpty, index < segments.count - 1 { throw invalid("it must have no empty segment", path) }
      result += "/" + PercentEncoding.encode(String(segment), .pathSegment, keepsEscapes: true)
    }
    return result
  }

  private static func items(_ query: Substring) throws(KubernetesError) -> [(name: String, value: String)] {
    var items: [(name: String, value: String)] = []
    for item in query.split(separator: "&") {
      let parts = item.replacing("+", with: "%20").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentEncoding.decode(parts[0]),
        let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "")
      else { throw invalid("its query has a broken percent escape", query) }
      items.append((name, value))
    }
    return items
  }

  private static func invalid(_ reason: String, _ text: Substring) -> KubernetesError {
    KubernetesError(.invalidRequest, "not a usable path: \(SelectorError.quoted(text)); \(reason)")
  }
}

internal import KubernetesCore

/// The parts of an API server's address.
public struct ServerURL: Sendable, Hashable, CustomStringConvertible {
  /// How the server is spoken to.
  public enum Scheme: String, Sendable, Hashable {
    /// HTTP over TLS.
    case https
    /// Plain HTTP, over which no credentials are sent.
    case http

    /// 443 or 80.
    public var defaultPort: Int { self == .https ? 443 : 80 }
  }

  /// How the server is spoken to.
  public var scheme: Scheme
  /// A name, or an IP address; an IPv6 address has no brackets here.
  public var host: String
  /// The port.
  public var port: Int
  /// What stands before `/api` and `/apis`, for servers behind a gateway: empty, or with a slash in front and none at
  /// the end; percent-encoded.
  public var pathPrefix: String

  /// Joins the parts.
  public init(scheme: Scheme = .https, host: String, port: Int? = nil, pathPrefix: String = "") {
    self.scheme = scheme
    self.host = host
    self.port = port ?? scheme.defaultPort
    self.pathPrefix = pathPrefix
  }

  /// Reads a URL, or `host:port` alone, which means plain HTTP as it does for client-go.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration`.
  public init(_ text: String) throws {
    do {
      try self.init(parsing: text)
    } catch {
      throw error.kubernetesError
    }
  }

  /// Host and port as they stand in a URL and in a `Host` field: with brackets around an IPv6 address and without the
  /// scheme's own port.
  public var authority: String {
    let host = host.contains(":") ? "[\(host)]" : host
    return port == scheme.defaultPort ? host : "\(host):\(port)"
  }

  /// The URL.
  public var description: String { "\(scheme.rawValue)://\(authority)\(pathPrefix)" }
}

extension ServerURL {
  init(parsing text: String) throws(ConfigurationError) {
    let parts = try URLParts(text)
    let scheme: Scheme
    switch parts.scheme {
    case "https": scheme = .https
    case "http", nil: scheme = .http
    case let other?:
      throw ConfigurationError(.invalidField, "the scheme \(other) is not known", remedy: "use https:// or http://")
    }
    guard parts.userinfo == nil else {
      throw ConfigurationError(
        .invalidField, "the address holds a user name or password", remedy: "put them into the user's entry")
    }
    guard parts.suffix.isEmpty else {
      throw ConfigurationError(.invalidField, "the address has a query or a fragment", remedy: "remove it")
    }
    if parts.scheme == nil, !parts.path.isEmpty, parts.path != "/" {
      throw ConfigurationError(
        .invalidField, "neither a URL nor host:port", remedy: "write it as https://host:port/path")
    }
    var path = parts.path[...]
    while path.last == "/" { path.removeLast() }
    self.init(scheme: scheme, host: parts.host, port: parts.port, pathPrefix: String(path))
  }
}

internal import KubernetesCore

/// What the environment says about proxies, read as Go's client reads it.
///
/// `HTTPS_PROXY` counts for `https` servers and `HTTP_PROXY` for `http` ones, in upper or lower case, upper case first;
/// a value without scheme means `http://`. `NO_PROXY` lists what is reached directly (``NoProxyList``). `localhost` and
/// loopback addresses are always reached directly.
public struct ProxyVariables: Sendable, Hashable {
  /// The proxy for `https` servers.
  public var https: ProxyURL?
  /// The proxy for `http` servers.
  public var http: ProxyURL?
  /// What is reached directly.
  public var exceptions: NoProxyList

  /// Joins the parts.
  public init(https: ProxyURL? = nil, http: ProxyURL? = nil, exceptions: NoProxyList = NoProxyList("")) {
    self.https = https
    self.http = http
    self.exceptions = exceptions
  }

  /// Reads the variables.
  ///
  /// `HTTP_PROXY` is refused where `REQUEST_METHOD` is set: there, a client of the program could have chosen it.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration` that names the variable.
  public init(_ variables: [String: String]) throws {
    do {
      try self.init(reading: variables)
    } catch {
      throw error.kubernetesError
    }
  }

  init(reading variables: [String: String]) throws(ConfigurationError) {
    func value(_ upper: String, _ lower: String) -> (name: String, text: String)? {
      for name in [upper, lower] {
        if let text = variables[name], !text.isEmpty { return (name, text) }
      }
      return nil
    }
    func proxy(_ pair: (name: String, text: String)?) throws(ConfigurationError) -> ProxyURL? {
      guard let pair else { return nil }
      do {
        return try ProxyURL(parsing: pair.text.contains("://") ? pair.text : "http://\(pair.text)")
      } catch {
        throw ConfigurationError(
          .invalidField, error.problem, entry: "environment", field: pair.name,
          remedy: "correct or unset the variable")
      }
    }
    https = try proxy(value("HTTPS_PROXY", "https_proxy"))
    let plain = value("HTTP_PROXY", "http_proxy")
    http = plain?.name == "HTTP_PROXY" && variables["REQUEST_METHOD"]?.isEmpty == false ? nil : try proxy(plain)
    exceptions = NoProxyList(value("NO_PROXY", "no_proxy")?.text ?? "")
  }

  /// The proxy for a server; nil to connect directly.
  public func proxy(for server: ServerURL) -> ProxyURL? {
    guard let proxy = server.scheme == .https ? https : http else { return nil }
    guard server.host.lowercased() != "localhost", IPAddress(server.host)?.isLoopback != true else { return nil }
    return exceptions.contains(host: server.host, port: server.port) ? nil : proxy
  }
}

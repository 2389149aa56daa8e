internal import KubernetesCore

/// Where the URL of every request begins, and where the connection really goes.
///
/// With a TLS server name the URL carries that name, so that it is asked for and verified, the connection goes to the
/// real host, and so does the `Host` header.
struct CurlOrigin {
  let url: String
  let hostHeader: String?
  let connectTo: CurlList?

  /// - Throws: ``TransportError`` for an address that no URL can hold.
  init(_ configuration: CurlTransportConfiguration) throws {
    guard Self.isHost(configuration.host), (1...65535).contains(configuration.port) else {
      throw TransportError(
        .invalidRequest, "not a usable server address: \(configuration.host):\(configuration.port)",
        isBeforeResponse: true)
    }
    let host = Self.bracketed(configuration.host)
    let authority = Self.authority(configuration)
    guard let name = configuration.tls.serverName, !name.isEmpty, configuration.scheme == .https else {
      url = "\(configuration.scheme.rawValue)://\(authority)"
      hostHeader = nil
      connectTo = nil
      return
    }
    guard Self.isHost(name) else {
      throw TransportError(.invalidRequest, "not a usable TLS server name: \(name)", isBeforeResponse: true)
    }
    url = "https://\(Self.bracketed(name)):\(configuration.port)"
    hostHeader = "Host: \(authority)"
    let list = CurlList()
    try list.append("::\(host):\(configuration.port)")
    connectTo = list
  }

  /// Host and port, as a `Host` field names them.
  static func authority(_ configuration: CurlTransportConfiguration) -> String {
    let host = bracketed(configuration.host)
    let isDefaultPort = configuration.port == (configuration.scheme == .https ? 443 : 80)
    return isDefaultPort ? host : "\(host):\(configuration.port)"
  }

  private static func isHost(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/@?#\\[]%".utf8.contains($0) }
  }

  private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}

internal import Foundation
internal import KubernetesCore

/// The address of a proxy.
///
/// Names of servers are resolved by the proxy, with SOCKS too, as Go's client does.
public struct ProxyURL: Sendable, Hashable, CustomStringConvertible {
  /// How the proxy is spoken to.
  public enum Scheme: String, Sendable, Hashable {
    /// Plain HTTP; the connection to an `https` server is tunnelled through it.
    case http
    /// HTTP over TLS.
    case https
    /// SOCKS 5.
    case socks5

    /// 80, 443 or 1080.
    public var defaultPort: Int {
      switch self {
      case .http: 80
      case .https: 443
      case .socks5: 1080
      }
    }
  }

  /// How the proxy is spoken to.
  public var scheme: Scheme
  /// A name, or an IP address without brackets.
  public var host: String
  /// The port.
  public var port: Int
  /// The user name at the proxy, decoded.
  public var username: String?
  /// The password at the proxy, decoded.
  public var password: SensitiveString?

  /// Joins the parts.
  public init(
    scheme: Scheme, host: String, port: Int? = nil, username: String? = nil, password: SensitiveString? = nil
  ) {
    self.scheme = scheme
    self.host = host
    self.port = port ?? scheme.defaultPort
    self.username = username
    self.password = password
  }

  /// Reads the URL of a proxy as a kubeconfig gives it: it must begin with `http://`, `https://` or `socks5://`.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration`.
  public init(_ text: String) throws {
    do {
      try self.init(parsing: text)
    } catch {
      throw error.kubernetesError
    }
  }

  /// Host and port, with brackets around an IPv6 address.
  public var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// The URL without the password.
  public var description: String {
    let user = username.map { password == nil ? "\($0)@" : "\($0):\(SensitiveString.redacted)@" }
    return "\(scheme.rawValue)://\(user ?? "")\(authority)"
  }
}

extension ProxyURL {
  init(parsing text: String) throws(ConfigurationError) {
    let parts = try URLParts(text)
    let scheme: Scheme
    switch parts.scheme {
    case "socks5", "socks5h": scheme = .socks5
    case let known?:
      guard let found = Scheme(rawValue: known) else {
        throw ConfigurationError(
          .invalidField, "the proxy's scheme \(known) is not known", remedy: "use http, https or socks5")
      }
      scheme = found
    case nil:
      throw ConfigurationError(
        .invalidField, "the proxy's URL has no scheme", remedy: "begin it with http://, https:// or socks5://")
    }
    self.init(scheme: scheme, host: parts.host, port: parts.port)
    guard let userinfo = parts.userinfo, !userinfo.isEmpty else { return }
    let halves = userinfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let username = halves[0].removingPercentEncoding else {
      throw ConfigurationError(.invalidField, "the proxy's user name is not percent-encoded correctly")
    }
    self.username = username
    guard halves.count == 2 else { return }
    guard let password = halves[1].removingPercentEncoding else {
      throw ConfigurationError(.invalidField, "the proxy's password is not percent-encoded correctly")
    }
    self.password = SensitiveString(password)
  }

  /// The URL for libcurl, password included; SOCKS resolves names at the proxy.
  var curlURL: SensitiveString {
    func encoded(_ text: String) -> String {
      text.utf8.map { byte in
        let isPlain =
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || "-._~".utf8.contains(byte)
        guard !isPlain else { return String(UnicodeScalar(byte)) }
        let hex = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "%0\(hex)" : "%\(hex)"
      }.joined()
    }
    let scheme = scheme == .socks5 ? "socks5h" : scheme.rawValue
    let user = username.map { name in "\(encoded(name))\(password.map { ":\(encoded($0.reveal()))" } ?? "")@" } ?? ""
    return SensitiveString("\(scheme)://\(user)\(authority)")
  }
}

extension ProxyURL: CustomDebugStringConvertible {
  /// The same as ``description``.
  public var debugDescription: String { description }
}

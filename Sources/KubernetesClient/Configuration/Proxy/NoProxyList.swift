/// The servers that are reached without a proxy, as `NO_PROXY` lists them.
///
/// Entries are separated by commas:
///
/// | entry | what it means |
/// |---|---|
/// | `*` | every server |
/// | `10.0.0.0/8`, `fd00::/8` | the IP addresses of the network |
/// | `10.1.2.3`, `[::1]:6443` | that address, with a port only on that port |
/// | `example.com` | that name and every name below it |
/// | `.example.com`, `*.example.com` | every name below it, not itself |
/// | `example.com:8443` | the same, on that port only |
///
/// Host names are compared as text, without regard to case; nothing is looked up. Entries that cannot be read match
/// nothing.
public struct NoProxyList: Sendable, Hashable {
  private enum Pattern: Sendable, Hashable {
    case everything
    case network(IPAddress, prefix: Int)
    case address(IPAddress, port: Int?)
    /// The suffix has its dot in front.
    case domain(suffix: String, includesItself: Bool, port: Int?)
  }

  private let patterns: [Pattern]

  /// Reads a list.
  public init(_ text: String) { patterns = text.split(separator: ",").compactMap(Self.pattern) }

  /// True when a server is to be reached directly.
  ///
  /// - Parameters:
  ///   - host: A name, or an IP address without brackets.
  ///   - port: The port, the scheme's own included.
  public func contains(host: String, port: Int) -> Bool {
    var name = host.lowercased()
    if name.last == "." { name.removeLast() }
    let address = IPAddress(name)
    return patterns.contains { pattern in
      switch pattern {
      case .everything: true
      case .network(let network, let prefix): address?.matches(network, prefix: prefix) ?? false
      case .address(let other, let only): address == other && (only ?? port) == port
      case .domain(let suffix, let includesItself, let only):
        (only ?? port) == port && address == nil
          && (name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count
            || includesItself && name == suffix.dropFirst())
      }
    }
  }

  private static func pattern(_ entry: Substring) -> Pattern? {
    let text = entry.trimmingPrefix { $0.isWhitespace }.lowercased()
    var rest = text[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    guard !rest.isEmpty else { return nil }
    if rest == "*" { return .everything }
    if let slash = rest.firstIndex(of: "/") {
      guard let address = IPAddress(String(rest[..<slash])), let prefix = Int(rest[rest.index(after: slash)...]),
        (0...address.bytes.count * 8).contains(prefix)
      else { return nil }
      return .network(address, prefix: prefix)
    }
    if let address = IPAddress(String(rest)) { return .address(address, port: nil) }
    var port: Int?
    if rest.last != "]", let colon = rest.lastIndex(of: ":") {
      let text = rest[rest.index(after: colon)...]
      guard text.isEmpty || Int(text) != nil else { return nil }
      port = Int(text)
      rest = rest[..<colon]
    }
    if rest.first == "[", rest.last == "]" { rest = rest.dropFirst().dropLast() }
    guard !rest.isEmpty else { return nil }
    if let address = IPAddress(String(rest)) { return .address(address, port: port) }
    if rest.hasPrefix("*.") { rest = rest.dropFirst() }
    let isSuffix = rest.first == "."
    return .domain(suffix: isSuffix ? String(rest) : ".\(rest)", includesItself: !isSuffix, port: port)
  }
}

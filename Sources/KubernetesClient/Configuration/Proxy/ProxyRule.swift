/// Which proxy a client goes through.
public enum ProxyRule: Sendable, Hashable {
  /// None, whatever the environment says.
  case none
  /// This one, always.
  case always(ProxyURL)
  /// What the variables `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` ask for.
  case environment(ProxyVariables)

  /// The proxy for a server; nil to connect directly.
  public func proxy(for server: ServerURL) -> ProxyURL? {
    switch self {
    case .none: nil
    case .always(let proxy): proxy
    case .environment(let variables): variables.proxy(for: server)
    }
  }
}

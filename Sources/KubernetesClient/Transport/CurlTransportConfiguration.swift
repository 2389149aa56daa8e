/// Where a ``CurlTransport`` connects to, and how.
public struct CurlTransportConfiguration: Sendable {
  /// The scheme of the server's address.
  public enum Scheme: String, Hashable, Sendable {
    /// TLS.
    case https
    /// Plain text.
    case http
  }

  /// Which versions of HTTP are used.
  public enum HTTPVersion: Hashable, Sendable {
    /// HTTP/2 where TLS negotiates it, otherwise HTTP/1.1.
    case automatic
    /// HTTP/1.1 only.
    case http1
  }

  /// What the loop thread waits with.
  public enum EventLoop: Hashable, Sendable {
    /// epoll on Linux, ``portable`` elsewhere.
    case platform
    /// libcurl's own poll; its cost grows with the number of open streams.
    case portable
  }

  /// `https` or `http`.
  public var scheme: Scheme
  /// A host name or an IP address; an IPv6 address without brackets.
  public var host: String
  /// The port.
  public var port: Int
  /// Trust, client certificate and verification.
  public var tls: TLSMaterial
  /// The proxy's URL (`http`, `https`, `socks5`, `socks5h`), already chosen for this server; nil for none. The
  /// process's environment is never looked at.
  public var proxy: String?
  /// A socket file to connect to in place of host and port.
  public var unixSocketPath: String?
  /// Which versions of HTTP are used.
  public var httpVersion: HTTPVersion
  /// Asks the server for gzip; bodies are decompressed in the consumer's task.
  public var compression: Bool
  /// How long connecting may take, TLS included. client-go's dial limit is 30 s.
  public var connectTimeout: Duration
  /// The longest silence of a server that owes an answer, for exchanges without limits of their own; nil for none.
  ///
  /// It ends with `TransportError.Code.idle` what a frozen server, or a load balancer without one, would let hang for
  /// ever: calls, but not streams that may be silent by nature. It is longer than kube-apiserver's own limit of a
  /// request, 60 s. A connection that other exchanges share and that has brought none of them a byte for as long is left
  /// with the exchange that is given up, so that the next one gets another connection; the others end with
  /// `TransportError.Code.closed`.
  public var idleTimeout: Duration?
  static let defaultIdleTimeout = Duration.seconds(90)
  /// How many bytes of a streamed body may lie unread before the connection is paused.
  public var streamBufferBytes: Int
  /// When TCP keepalive probes begin, how far they are apart and how many may be lost.
  public var keepalive: Keepalive
  /// What the loop thread waits with.
  public var eventLoop: EventLoop

  /// TCP's own detection of dead peers.
  public struct Keepalive: Hashable, Sendable {
    /// Seconds of silence before the first probe.
    public var idleSeconds = 15
    /// Seconds between probes.
    public var intervalSeconds = 5
    /// Lost probes after which the connection is dead.
    public var count = 3
    /// How long sent data may stay unacknowledged, in milliseconds.
    public var userTimeoutMilliseconds = 30_000

    /// The defaults: a dead link is noticed within 30 s.
    public init() {}
  }

  /// A configuration with the defaults for everything but the address.
  public init(scheme: Scheme = .https, host: String, port: Int, tls: TLSMaterial = TLSMaterial()) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.tls = tls
    proxy = nil
    unixSocketPath = nil
    httpVersion = .automatic
    compression = true
    connectTimeout = .seconds(30)
    idleTimeout = Self.defaultIdleTimeout
    streamBufferBytes = 1 << 20
    keepalive = Keepalive()
    eventLoop = .platform
  }
}

extension CurlTransportConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Where it leads; what stands before an `@` in the proxy's address is replaced.
  public var description: String {
    let proxy = proxy.map { ", proxy: \(EndpointText($0))" } ?? ""
    let path = unixSocketPath.map { ", unixSocketPath: \($0)" } ?? ""
    return "CurlTransportConfiguration(\(scheme.rawValue)://\(host):\(port)\(proxy)\(path), tls: \(tls))"
  }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Shows nothing but ``description``.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

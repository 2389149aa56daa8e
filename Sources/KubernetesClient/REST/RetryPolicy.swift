/// When a request is sent again.
///
/// The defaults are client-go's rules: at most ten retries; a `429` or `5xx` answer only when it names a delay, with
/// any verb; a broken connection only for reads, after a second. Connecting to a command or a port is no read, although
/// it is a `GET`: a command may be running when its connection breaks, and would run once more.
///
/// A connection that was never made is no broken one: a server that refuses connections, or a name without an address,
/// is an error at once, so that the caller can tell (an informer says so in its status, and backs off by its own rule).
public struct RetryPolicy: Hashable, Sendable {
  /// How often a request is sent again at most.
  public var maximumRetries: Int
  /// How long to wait after a broken connection.
  public var transportDelay: Duration
  /// The longest delay of a server that is obeyed; a longer one ends the request with the server's error.
  public var maximumDelay: Duration

  /// A policy of one's own.
  public init(maximumRetries: Int = 10, transportDelay: Duration = .seconds(1), maximumDelay: Duration = .seconds(300))
  {
    self.maximumRetries = max(0, maximumRetries)
    self.transportDelay = transportDelay
    self.maximumDelay = maximumDelay
  }

  /// The first answer counts. For evictions, where `429` means that a disruption budget says no.
  public static let never = RetryPolicy(maximumRetries: 0)
}

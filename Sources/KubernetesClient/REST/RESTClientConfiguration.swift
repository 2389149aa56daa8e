public import KubernetesCore
public import Logging

/// How a ``RESTClient`` behaves.
public struct RESTClientConfiguration: Sendable {
  /// A prefix of every path, for servers behind a path of a proxy; empty, or with a leading and no trailing slash.
  public var basePath: String
  /// Sent as `User-Agent`; nil for that of the cluster's configuration, else ``UserAgent/standard``. Never one that
  /// begins like a browser's or curl's: the server indents its answers for them.
  public var userAgent: String?
  /// Whom to act as.
  public var impersonation: Impersonation?
  /// The most that one attempt of a call may take, unless the request says otherwise; nil for no limit.
  public var timeout: Duration?
  /// When requests are sent again.
  public var retryPolicy: RetryPolicy
  /// A limit of our own on the rate of requests; nil, the default, leaves it to the server.
  public var rateLimit: RateLimit?
  /// The most bytes of one answer, after decompression; watches and logs, which have no end, are not counted. What is
  /// larger is not kept: the call fails with a `KubernetesError` whose cause is a `TransportError` with the code
  /// `responseTooLarge`.
  public var maximumResponseBytes: Int
  /// The most bytes of one event of a watch. What is larger ends the watch with an error of the code `decoding`.
  public var maximumWatchFrameBytes: Int
  /// How the objects of answers are decoded, unless a ``ResourceClient`` says otherwise: here `managedFields` can be
  /// dropped for every list, watch and informer of the client, and the depth and size of objects are bounded. What goes
  /// beyond is not read: a call fails with the code `decoding`; an item of a list or a watch is reported as undecodable.
  public var decoding: DecodingOptions
  /// The formats to be answered and to write in, the preferred one first, unless a ``ResourceClient`` says otherwise;
  /// nil for those of each type. Of a type that has none of them, its own are used.
  public var formats: [WireFormat]?
  /// Sees every attempt, in this order.
  public var interceptors: [any RequestInterceptor]
  /// Receives warnings; nil logs them.
  public var warningHandler: (any WarningHandler)?
  /// Where to log: attempts at `trace`, retries at `debug`, warnings at `warning`. Never headers or bodies.
  public var logger: Logger
  /// Measures delays of retries and of the rate limit.
  public var clock: any Clock<Duration>

  /// So many requests a second, and so many at once.
  public struct RateLimit: Hashable, Sendable {
    /// The sustained rate.
    public var perSecond: Double
    /// How many may come at once.
    public var burst: Int

    /// - Precondition: Both are more than 0.
    public init(perSecond: Double, burst: Int) {
      precondition(perSecond > 0 && burst > 0, "a rate limit must let something pass")
      self.perSecond = perSecond
      self.burst = burst
    }
  }

  /// The defaults, but for what is given: no rate limit, client-go's retries, answers of up to 1 GiB.
  public init(
    basePath: String = "", userAgent: String? = nil, impersonation: Impersonation? = nil, timeout: Duration? = nil,
    retryPolicy: RetryPolicy = RetryPolicy(), rateLimit: RateLimit? = nil,
    maximumResponseBytes: Int = TransportRequest.defaultMaximumResponseBytes,
    maximumWatchFrameBytes: Int = FrameSplitter.defaultLimit, decoding: DecodingOptions = DecodingOptions(),
    formats: [WireFormat]? = nil, interceptors: [any RequestInterceptor] = [],
    warningHandler: (any WarningHandler)? = nil, logger: Logger = Logger(label: "kubernetes.client"),
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.basePath = basePath
    self.userAgent = userAgent
    self.impersonation = impersonation
    self.timeout = timeout
    self.retryPolicy = retryPolicy
    self.rateLimit = rateLimit
    self.maximumResponseBytes = maximumResponseBytes
    self.maximumWatchFrameBytes = maximumWatchFrameBytes
    self.decoding = decoding
    self.formats = formats
    self.interceptors = interceptors
    self.warningHandler = warningHandler
    self.logger = logger
    self.clock = clock
  }
}

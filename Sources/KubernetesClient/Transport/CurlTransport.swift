internal import HTTPTypes
public import KubernetesCore
internal import KubernetesLocks

/// The network transport: libcurl's multi interface on one thread, which is also this actor's executor.
///
/// Requests are multiplexed over HTTP/2 where the server speaks it; connections are kept and shared. Request calls do
/// not hop through the actor: they go straight to the loop's mailbox, and the loop resumes the caller. Bodies of
/// streams are pulled: at most ``CurlTransportConfiguration/streamBufferBytes`` lie unread, then the connection is
/// paused. Decompression runs in the consumer's task.
///
/// Cancelling the calling task ends the exchange at once, also on the server's side. The loop's thread ends when the
/// last reference to the actor is gone; calls in flight and streams hold one.
public actor CurlTransport: ConnectingTransport {
  nonisolated let loop: CurlLoop
  private nonisolated let authority: String

  /// The actor runs on the loop's thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  /// Starts the loop thread; connects to nothing yet.
  ///
  /// - Throws: `TransportError` when libcurl or the thread cannot be started, or the configuration is unusable.
  public init(_ configuration: CurlTransportConfiguration) throws {
    loop = try CurlLoop.start(configuration)
    authority = CurlOrigin.authority(configuration)
  }

  // Not `isolated deinit`: 6.3.1 fails to import such an actor with optimisation. The loop's thread cleans up.
  deinit { loop.stop() }

  /// Sends a request and collects the whole answer.
  public nonisolated func send(_ request: TransportRequest) async throws -> TransportResponse {
    try Task.checkCancellation()
    let id = loop.nextIdentifier()
    let raw = try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        loop.begin(.init(id: id, request: request, destination: .unary(continuation)))
        // The handler of a task that was cancelled already has run before the exchange was known.
        if Task.isCancelled { loop.cancel(id) }
      }
    } onCancel: {
      loop.cancel(id)
    }
    var head = try ResponseHead(raw.head)
    var body = raw.body
    if request.method != .head, head.takeGzip() {
      body =
        body.count < Self.smallBodyBytes
        ? try Inflater.decompress(body, upTo: request.maximumResponseBytes)
        : try await Self.decompress(body, upTo: request.maximumResponseBytes)
    }
    return TransportResponse(status: head.status, headers: head.headers, body: body)
  }

  /// Sends a request and returns as soon as the answer's head is there.
  public nonisolated func stream(_ request: TransportRequest) async throws -> TransportStream {
    try Task.checkCancellation()
    let id = loop.nextIdentifier()
    let pipe = ResponsePipe(budget: loop.streamBufferBytes)
    // Its `deinit` ends the exchange, whatever happens from here on.
    let body = CurlBody(id: id, pipe: pipe, transport: self)
    loop.begin(.init(id: id, request: request, destination: .stream(pipe)))
    var head = try ResponseHead(try await body.head())
    if request.method != .head, head.takeGzip() { body.decompress() }
    return TransportStream(status: head.status, headers: head.headers, body: BodyStream(body))
  }

  /// Opens a connection of its own, through the proxy where there is one, as TLS where the server speaks it.
  public nonisolated func connect() async throws -> any TransportConnection {
    try await CurlSocket.open(self, authority: authority)
  }

  /// Up to this size decompressing costs less than moving to another thread would.
  private static let smallBodyBytes = 16 << 10

  /// Away from the caller's actor.
  @concurrent
  private static func decompress(_ bytes: Bytes, upTo limit: Int) async throws -> Bytes {
    try Inflater.decompress(bytes, upTo: limit)
  }

  /// Fails what is in flight with ``TransportError/Code/shutdown``, closes every connection and refuses what comes
  /// after. Returns when libcurl holds nothing any more.
  public nonisolated func shutdown() async { await loop.close() }

  /// Uses other certificates from the next request on. Connections made with the old ones serve what runs on them and
  /// are closed when that is through; those on which nothing runs are closed at once.
  ///
  /// - Throws: `TransportError` for a server name that cannot be one, and then nothing has changed; after a shutdown.
  public func update(_ tls: TLSMaterial) throws { try loop.update(tls) }
}

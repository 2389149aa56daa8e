internal import CKubernetesCurl
internal import KubernetesCore

/// Everything that calls libcurl. One thread, the loop's, owns it.
final class CurlEngine {
  /// Finished handles that are kept for the next exchange.
  private static let pooledHandles = 64

  static let shutdownError = TransportError(.shutdown, "the transport has been shut down", isBeforeResponse: true)

  let multi: UnsafeMutableRawPointer
  private(set) var configuration: CurlTransportConfiguration
  private(set) var origin: CurlOrigin
  /// Grows with every change of certificates: older handles are not used again.
  private(set) var generation = 0
  /// The bytes of the configuration's certificates.
  private(set) var blobs: CurlBlobs
  /// Something was added or removed: libcurl must run before the thread sleeps.
  var isDirty = false

  let socketLimits: UnsafeMutablePointer<kc_socket_limits>
  var sockets = Sockets()
  /// Of the connections that multiplexed exchanges are on, by local port.
  var pulses: [Int32: Pulse] = [:]
  private(set) var exchanges: [UInt64: CurlExchange] = [:]
  private var pool: [CurlHandle] = []
  private var isClosed = false
  var admission = Admission()
  /// Bare connections, made or being made.
  var connections: [UInt64: CurlConnection] = [:]
  /// The handles of those that are being made.
  var opening: [UnsafeMutableRawPointer: UInt64] = [:]
  /// Connections that may have more to read without their sockets showing it.
  var busy: Set<UInt64> = []
  /// Waits for the sockets of connections. The loop owns it, and closes it after the engine.
  var poller: (any CurlPoller)?
  /// When the next exchange may run out of time, in milliseconds of the monotonic clock; never later than that.
  var nextExpiry = UInt64.max

  init(_ configuration: CurlTransportConfiguration) throws {
    origin = try CurlOrigin(configuration)
    guard CurlLoopRegistry.started == 0, let multi = curl_multi_init() else {
      throw TransportError(.other, "libcurl cannot be started")
    }
    self.multi = multi
    self.configuration = configuration
    blobs = CurlBlobs(configuration.tls)
    socketLimits = .allocate(capacity: 1)
    socketLimits.initialize(
      to: kc_socket_limits(
        keepalive_count: Int32(clamping: configuration.keepalive.count),
        user_timeout_milliseconds: Int32(clamping: configuration.keepalive.userTimeoutMilliseconds),
        opened: { Unmanaged<CurlEngine>.fromOpaque($0).takeUnretainedValue().sockets.opened($1) },
        closing: { Unmanaged<CurlEngine>.fromOpaque($0).takeUnretainedValue().closing($1) },
        context: UnsafeMutableRawPointer(socketLimits)))
    // The engine outlives the connections: they are closed at the latest with the multi.
    socketLimits.pointee.context = Unmanaged.passUnretained(self).toOpaque()
    _ = kc_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    // The server's own limit wins where it is lower; the next stream then opens another connection.
    _ = kc_multi_set_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, Admission.streamsPerConnection)
    // Busy connections count too: with a small number every call beside many HTTP/1.1 watches would reconnect.
    _ = kc_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 4096)
  }

  /// Fails what is in flight and releases libcurl's handles.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    for exchange in Array(exchanges.values) { fail(exchange, Self.shutdownError) }
    for connection in Array(connections.values) { close(connection, Self.shutdownError) }
    pool.removeAll()
    curl_multi_cleanup(multi)
    socketLimits.deallocate()
  }

  func update(_ tls: TLSMaterial) throws {
    if isClosed { throw Self.shutdownError }
    var changed = configuration
    changed.tls = tls
    origin = try CurlOrigin(changed)
    configuration = changed
    blobs = CurlBlobs(tls)
    // A pooled handle carries the old key, which is not part of libcurl's comparison of connections; so does one that
    // is in use, when it is done.
    generation += 1
    pool.removeAll()
    // The server goes on to see the old identity on the connections that there are.
    retireConnections()
  }

  // MARK: Exchanges

  func start(_ start: CurlExchange.Start) {
    let exchange = CurlExchange(start, self, now: kc_monotonic_milliseconds())
    exchanges[exchange.id] = exchange
    nextExpiry = min(nextExpiry, exchange.deadline)
    if isMultiplexed(exchange), !admission.admits() {
      admission.waiting.append(exchange.id)
    } else {
      perform(exchange)
    }
  }

  /// Gives an exchange a handle and lets libcurl have it.
  func perform(_ exchange: CurlExchange) {
    isDirty = true
    do {
      let handle = try pool.popLast() ?? makeHandle()
      try prepare(handle, for: exchange)
      let code = curl_multi_add_handle(multi, handle.easy)
      guard code == CURLM_OK else { throw TransportError(.other, String(cString: curl_multi_strerror(code))) }
      exchange.handle = handle
      if isMultiplexed(exchange) {
        exchange.isCounted = true
        admission.began()
      }
    } catch {
      exchanges[exchange.id] = nil
      exchange.fail(error)
    }
  }

  func isMultiplexed(_ exchange: CurlExchange) -> Bool {
    configuration.httpVersion == .automatic && configuration.scheme == .https && !exchange.request.usesOwnConnection
  }

  func cancel(_ id: UInt64) {
    if let exchange = exchanges[id] { fail(exchange, CancellationError()) }
    if let connection = connections[id] { close(connection, CancellationError()) }
  }

  func resume(_ id: UInt64) {
    if let connection = connections[id] { progress(connection) }
    guard let exchange = exchanges[id], let handle = exchange.handle else { return }
    isDirty = true
    exchange.willResume(now: kc_monotonic_milliseconds())
    let code = curl_easy_pause(handle.easy, CURLPAUSE_CONT)
    // A bad argument means that libcurl is done with the exchange; what it ended with is still to be harvested.
    if code != CURLE_OK, code != CURLE_BAD_FUNCTION_ARGUMENT { fail(exchange, error(code, exchange, handle)) }
  }

  /// Completes what libcurl has finished.
  func harvest() {
    var code = CURLE_OK
    while let easy = kc_next_done(multi, &code) {
      if opened(easy, code) { continue }
      // Set when the handle was prepared; the table keeps the exchange alive for as long as the handle is in the multi.
      guard let context = kc_info_private(easy) else { continue }
      let exchange = Unmanaged<CurlExchange>.fromOpaque(context).takeUnretainedValue()
      guard let handle = exchange.handle else { continue }
      if code == CURLE_OK, exchange.isHeadComplete {
        detach(exchange, isReusable: true)
        exchange.succeed()
      } else {
        fail(exchange, exchange.failure ?? error(code, exchange, handle))
      }
    }
  }

  private func error(_ code: CURLcode, _ exchange: CurlExchange, _ handle: CurlHandle) -> TransportError {
    TransportError(code, handle, isBeforeResponse: !exchange.hasAnswered, of: configuration)
  }

  func fail(_ exchange: CurlExchange, _ error: any Error) {
    // Closes the connection when nobody else is using it: libcurl would keep an HTTP/2 reset back until the
    // connection's next traffic, and after a timeout the connection itself may be what is dead.
    exchange.handle?.set(CURLOPT_FORBID_REUSE, 1)
    let port = exchange.localPort
    if !isClosed { leaveIfSilent(exchange, now: kc_monotonic_milliseconds()) }
    detach(exchange, isReusable: false)
    if let port, exchange.isCounted, !isClosed { flushReset(onConnectionFrom: port) }
    exchange.fail(error)
  }

  /// With siblings on the connection it stays, and the reset with it: libcurl 7.88 sends small frames along with
  /// whatever it writes next. Pausing a sibling and letting it go on makes it write.
  private func flushReset(onConnectionFrom port: Int32) {
    let siblings = exchanges.values.lazy.filter { $0.localPort == port && $0.handle != nil }
    // A paused one would do, but offers its consumer the same bytes once more.
    guard let handle = (siblings.first { !$0.isPaused } ?? siblings.first)?.handle else { return }
    curl_easy_pause(handle.easy, CURLPAUSE_RECV)
    curl_easy_pause(handle.easy, CURLPAUSE_CONT)
  }

  /// The handle leaves the multi: a reset on HTTP/2, a close on HTTP/1.1, unless it is done.
  private func detach(_ exchange: CurlExchange, isReusable: Bool) {
    exchanges[exchange.id] = nil
    guard let handle = exchange.handle.take() else {
      admission.waiting.removeAll { $0 == exchange.id }
      return
    }
    isDirty = true
    curl_multi_remove_handle(multi, handle.easy)
    if exchange.isCounted { admission.ended(localPort: exchange.localPort) }
    handle.setHeaders(nil)
    if isReusable, handle.generation == generation, pool.count < Self.pooledHandles { pool.append(handle) }
  }
}

internal import CKubernetesCurl
internal import KubernetesCore

/// Everything that calls libcurl. One thread, the loop's, owns it.
final class CurlEngine {
  typealias Handle = UnsafeMutableRawPointer

  /// Finished handles that are kept for the next exchange.
  private static let pooledHandles = 64

  static let shutdownError = TransportError(.shutdown, "the transport has been shut down", isBeforeResponse: true)

  let multi: UnsafeMutableRawPointer
  private(set) var configuration: CurlTransportConfiguration
  /// Something was added or removed: libcurl must run before the thread sleeps.
  var isDirty = false

  let socketLimits: UnsafeMutablePointer<kc_socket_limits>
  /// Where to connect in place of the URL's host, for a TLS server name of its own.
  var connectTo: UnsafeMutablePointer<curl_slist>?
  var origin = ""
  var hostHeader: String?
  private var exchanges: [UInt64: CurlExchange] = [:]
  private var byHandle: [Handle: CurlExchange] = [:]
  private var pool: [Handle] = []
  private var nextExpiry: UInt64?

  init(_ configuration: CurlTransportConfiguration) throws {
    guard CurlLoopRegistry.started == 0, let multi = curl_multi_init() else {
      throw TransportError(.other, "libcurl cannot be started")
    }
    self.multi = multi
    self.configuration = configuration
    socketLimits = .allocate(capacity: 1)
    socketLimits.initialize(
      to: kc_socket_limits(
        keepalive_count: Int32(clamping: configuration.keepalive.count),
        user_timeout_milliseconds: Int32(clamping: configuration.keepalive.userTimeoutMilliseconds)))
    _ = kc_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    // The server's own limit wins where it is lower; the next stream then opens another connection.
    _ = kc_multi_set_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, 250)
    // Busy connections count too: with a small number every call beside many HTTP/1.1 watches would reconnect.
    _ = kc_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 4096)
    try setOrigin()
  }

  /// Fails what is in flight and releases libcurl's handles.
  func close() {
    for exchange in Array(exchanges.values) { fail(exchange, Self.shutdownError) }
    dropPool()
    curl_multi_cleanup(multi)
    curl_slist_free_all(connectTo)
    connectTo = nil
    socketLimits.deallocate()
  }

  func update(_ tls: TLSMaterial) throws {
    configuration.tls = tls
    // A pooled handle still carries the old key, which is not part of libcurl's comparison of connections.
    dropPool()
    try setOrigin()
  }

  private func dropPool() {
    for handle in pool { curl_easy_cleanup(handle) }
    pool.removeAll()
  }

  // MARK: Exchanges

  func start(_ start: CurlExchange.Start) {
    isDirty = true
    let exchange = CurlExchange(start, now: kc_monotonic_milliseconds())
    do {
      guard let handle = pool.popLast() ?? makeHandle() else { throw TransportError(.other, "out of handles") }
      exchange.handle = handle
      try prepare(handle, for: exchange, compression: start.compression)
      let code = curl_multi_add_handle(multi, handle)
      guard code == CURLM_OK else { throw TransportError(.other, String(cString: curl_multi_strerror(code))) }
      exchanges[exchange.id] = exchange
      byHandle[handle] = exchange
      if exchange.request.idleTimeout != nil { nextExpiry = 0 }
    } catch {
      if let handle = exchange.handle.take() { curl_easy_cleanup(handle) }
      curl_slist_free_all(exchange.headerList)
      exchange.headerList = nil
      exchange.fail(error)
    }
  }

  func cancel(_ id: UInt64) {
    guard let exchange = exchanges[id] else { return }
    fail(exchange, CancellationError())
  }

  func resume(_ id: UInt64) {
    guard let handle = exchanges[id]?.handle else { return }
    isDirty = true
    curl_easy_pause(handle, CURLPAUSE_CONT)
  }

  /// Gives up streams that were silent for too long; returns in how many milliseconds to look again.
  func expire(now: UInt64) -> Int? {
    guard let due = nextExpiry else { return nil }
    if due > now { return Int(due - now) }
    var next: UInt64?
    for exchange in Array(exchanges.values) {
      guard let deadline = exchange.deadline(startingFrom: now) else { continue }
      if deadline <= now {
        fail(exchange, TransportError(.idle, "no byte from the server within the stream's idle limit"))
      } else {
        next = next.map { min($0, deadline) } ?? deadline
      }
    }
    nextExpiry = next
    return next.map { Int($0 - now) }
  }

  /// Completes what libcurl has finished.
  func harvest() {
    var code = CURLE_OK
    while let handle = kc_next_done(multi, &code) {
      guard let exchange = byHandle[handle] else { continue }
      if code == CURLE_OK {
        detach(exchange, isReusable: true)
        exchange.succeed()
      } else {
        let error =
          exchange.failure ?? TransportError(code, isBeforeResponse: !exchange.isHeadComplete, of: configuration)
        fail(exchange, error)
      }
    }
  }

  private func fail(_ exchange: CurlExchange, _ error: any Error) {
    // libcurl 7.88 queues RST_STREAM but sends it with the connection's next traffic only. Forbidding reuse closes a
    // connection that nobody else is using, and leaves one with live siblings alone, which then flush the reset.
    // For a lone unary call a lost connection would cost more than a late reset.
    if exchange.isStream, let handle = exchange.handle { _ = kc_set_long(handle, CURLOPT_FORBID_REUSE, 1) }
    detach(exchange, isReusable: false)
    exchange.fail(error)
  }

  /// The handle leaves the multi: a reset on HTTP/2, a close on HTTP/1.1, unless it is done.
  private func detach(_ exchange: CurlExchange, isReusable: Bool) {
    guard let handle = exchange.handle.take() else { return }
    isDirty = true
    curl_multi_remove_handle(multi, handle)
    exchanges[exchange.id] = nil
    byHandle[handle] = nil
    _ = kc_set_list(handle, CURLOPT_HTTPHEADER, nil)
    curl_slist_free_all(exchange.headerList)
    exchange.headerList = nil
    if isReusable, pool.count < Self.pooledHandles { pool.append(handle) } else { curl_easy_cleanup(handle) }
  }
}

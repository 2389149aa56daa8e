internal import CKubernetesCurl
internal import HTTPTypes
internal import KubernetesCore

extension CurlEngine {
  /// A handle with everything that is the same for all requests.
  func makeHandle() throws -> CurlHandle {
    let handle = try CurlHandle(generation: generation, connectTo: origin.connectTo, blobs: blobs)
    let configuration = configuration
    handle.set(CURLOPT_NOSIGNAL, 1)
    handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
    handle.set(CURLOPT_FOLLOWLOCATION, 0)
    handle.set(CURLOPT_PATH_AS_IS, 1)
    handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    handle.set(CURLOPT_CONNECTTIMEOUT_MS, Int(clamping: configuration.connectTimeout.milliseconds))
    // Ending an exchange that is still resolving must not wait for the resolver's thread, and the whole loop with it.
    handle.set(CURLOPT_QUICK_EXIT, 1)
    // gzip is asked for by a header of our own and undone by the consumer, off this thread.
    handle.set(CURLOPT_ACCEPT_ENCODING, nil)
    handle.set(CURLOPT_HTTP_CONTENT_DECODING, 0)
    setTLS(handle, configuration.tls)
    // Always set, so that the process's environment has no say.
    handle.set(CURLOPT_PROXY, configuration.proxy ?? "")
    handle.set(CURLOPT_NOPROXY, "")
    handle.set(CURLOPT_UNIX_SOCKET_PATH, configuration.unixSocketPath)
    handle.set(CURLOPT_TCP_KEEPALIVE, 1)
    handle.set(CURLOPT_TCP_KEEPIDLE, configuration.keepalive.idleSeconds)
    handle.set(CURLOPT_TCP_KEEPINTVL, configuration.keepalive.intervalSeconds)
    _ = kc_set_socket_limits(handle.easy, socketLimits)
    return handle
  }

  /// What libcurl reads at once; half of what an idle stream costs. It must be no smaller than a DATA frame: what a frame
  /// has beyond it, libcurl 7.88 keeps back together with the rest of the connection, so that one stream that is paused
  /// would hold up all others.
  private static let bufferBytes = 16 << 10

  /// What libcurl reads at once of answers that may be large. The buffer lives as long as the exchange.
  private static let bulkBufferBytes = 256 << 10

  /// A proxy that is spoken to in TLS is trusted and shown as much as the server, as client-go does: the client's
  /// certificate, where it asks for one. Below TLS 1.2 neither is spoken to, whatever libcurl and its TLS would allow.
  private func setTLS(_ handle: CurlHandle, _ tls: TLSMaterial) {
    handle.set(CURLOPT_CAINFO_BLOB, \.certificateAuthority)
    handle.set(CURLOPT_PROXY_CAINFO_BLOB, \.certificateAuthority)
    if blobs.certificateAuthority != nil {
      // libcurl would look into the system's folder of authorities besides.
      handle.set(CURLOPT_CAPATH, nil)
      handle.set(CURLOPT_PROXY_CAPATH, nil)
    }
    for option in [CURLOPT_SSLCERT_BLOB, CURLOPT_PROXY_SSLCERT_BLOB] { handle.set(option, \.certificate) }
    for option in [CURLOPT_SSLKEY_BLOB, CURLOPT_PROXY_SSLKEY_BLOB] { handle.set(option, \.privateKey) }
    for option in [CURLOPT_SSLVERSION, CURLOPT_PROXY_SSLVERSION] { handle.set(option, Int(CURL_SSLVERSION_TLSv1_2)) }
    for option in [CURLOPT_SSL_VERIFYPEER, CURLOPT_PROXY_SSL_VERIFYPEER] {
      handle.set(option, tls.verifiesServer ? 1 : 0)
    }
    for option in [CURLOPT_SSL_VERIFYHOST, CURLOPT_PROXY_SSL_VERIFYHOST] {
      handle.set(option, tls.verifiesServer ? 2 : 0)
    }
  }

  /// Everything that differs between requests; a pooled handle keeps what its last exchange set, so all of it is set.
  func prepare(_ handle: CurlHandle, for exchange: CurlExchange) throws {
    let request = exchange.request
    guard request.target.utf8.first == UInt8(ascii: "/"),
      request.target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") })
    else {
      throw TransportError(.invalidRequest, "not a request target: \(request.target)", isBeforeResponse: true)
    }
    handle.set(CURLOPT_URL, origin.url + request.target)
    let isHTTP2 = configuration.httpVersion == .automatic && !request.usesOwnConnection
    handle.set(CURLOPT_HTTP_VERSION, Int(isHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1))
    // Waiting tells libcurl to multiplex rather than to open a connection for each of a burst.
    handle.set(CURLOPT_PIPEWAIT, isMultiplexed(exchange) ? 1 : 0)
    // libcurl remembers for a host and scope whether it multiplexes, and forgets it over one HTTP/1.1 connection: those
    // go by another scope. The number means nothing else but for link-local IPv6 addresses with a zone, which
    // `CurlOrigin` refuses.
    handle.set(CURLOPT_ADDRESS_SCOPE, request.usesOwnConnection && configuration.httpVersion == .automatic ? 1 : 0)
    handle.set(CURLOPT_FORBID_REUSE, 0)
    handle.set(CURLOPT_BUFFERSIZE, request.usesOwnConnection ? Self.bulkBufferBytes : Self.bufferBytes)
    try setMethodAndBody(handle, request)
    try setHeaders(handle, exchange)
    setCallbacks(handle, exchange)
  }

  private func setCallbacks(_ handle: CurlHandle, _ exchange: CurlExchange) {
    // The engine's table keeps the exchange alive until its handle has left the multi; the engine outlives both.
    let context = Unmanaged.passUnretained(exchange).toOpaque()
    _ = kc_set_pointer(handle.easy, CURLOPT_PRIVATE, context)
    _ = kc_set_header(
      handle.easy,
      { bytes, size, count, context in
        Unmanaged<CurlExchange>.fromOpaque(context!).takeUnretainedValue()
          .receive(line: UnsafeRawBufferPointer(start: bytes, count: size * count))
      }, context)
    _ = kc_set_write(
      handle.easy,
      { bytes, size, count, context in
        Unmanaged<CurlExchange>.fromOpaque(context!).takeUnretainedValue()
          .receive(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
      }, context)
    _ = kc_set_prerequest(
      handle.easy,
      { context, _, _, _, localPort in
        let goesOn = Unmanaged<CurlExchange>.fromOpaque(context!).takeUnretainedValue().willSend(localPort: localPort)
        return goesOn ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      }, context)
  }

  private func setMethodAndBody(_ handle: CurlHandle, _ request: TransportRequest) throws {
    let method = request.method.rawValue
    let hasBody = request.body != nil || method == "POST" || method == "PUT" || method == "PATCH"
    guard hasBody else {
      if method == "HEAD" {
        handle.set(CURLOPT_NOBODY, 1)
      } else {
        handle.set(CURLOPT_HTTPGET, 1)  // also takes NOBODY and POST back
      }
      handle.set(CURLOPT_CUSTOMREQUEST, method == "GET" || method == "HEAD" ? nil : method)
      return
    }
    if method == "HEAD" {
      throw TransportError(.invalidRequest, "a HEAD request has no body", isBeforeResponse: true)
    }
    let body = request.body ?? .empty
    handle.set(CURLOPT_POST, 1)
    _ = kc_set_offset(handle.easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    // Not copied: the exchange holds the request, and with it these bytes.
    body.withUnsafeBytes { _ = kc_set_pointer(handle.easy, CURLOPT_POSTFIELDS, $0.baseAddress) }
    handle.set(CURLOPT_CUSTOMREQUEST, method)
  }

  /// Header fields that belong to the transport: how long the body is and what becomes of the connection.
  private static let framing: Set<String> = [
    "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "keep-alive", "expect",
  ]

  private func setHeaders(_ handle: CurlHandle, _ exchange: CurlExchange) throws {
    let list = CurlList()
    let request = exchange.request
    for field in request.headers {
      let name = field.name
      if Self.framing.contains(name.canonicalName) || name.rawName.utf8.first == UInt8(ascii: ":") {
        throw TransportError(.invalidRequest, "\(name.rawName) cannot be set by a request", isBeforeResponse: true)
      }
      // An empty value needs libcurl's own notation.
      try list.append(field.value.isEmpty ? "\(name.rawName);" : "\(name.rawName): \(field.value)")
    }
    if configuration.compression, request.headers[.acceptEncoding] == nil { try list.append("Accept-Encoding: gzip") }
    // Without a value: what libcurl would add by itself.
    for (name, text) in [(HTTPField.Name.accept, "Accept:"), (.contentType, "Content-Type:")]
    where request.headers[name] == nil {
      try list.append(text)
    }
    try list.append("Expect:")
    if let hostHeader = origin.hostHeader { try list.append(hostHeader) }
    handle.setHeaders(list)
  }
}

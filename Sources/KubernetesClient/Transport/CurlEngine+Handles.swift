internal import CKubernetesCurl
internal import HTTPTypes
internal import KubernetesCore

extension CurlEngine {
  /// Where the URL of every request begins. With a TLS server name the URL carries that name, so that it is asked for
  /// and verified, and the connection goes to the real host.
  func setOrigin() throws {
    let configuration = configuration
    let host = configuration.host
    guard !host.isEmpty, (1...65535).contains(configuration.port),
      host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"/@?#\\[]%".utf8.contains($0) })
    else {
      throw TransportError(.invalidRequest, "not a usable server address: \(host):\(configuration.port)")
    }
    let bracketed = host.contains(":") ? "[\(host)]" : host
    let isDefaultPort = configuration.port == (configuration.scheme == .https ? 443 : 80)
    let authority = isDefaultPort ? bracketed : "\(bracketed):\(configuration.port)"
    curl_slist_free_all(connectTo)
    connectTo = nil
    if let name = configuration.tls.serverName, !name.isEmpty, configuration.scheme == .https {
      connectTo = curl_slist_append(nil, "::\(bracketed):\(configuration.port)")
      hostHeader = authority
      origin = "https://\(name):\(configuration.port)"
    } else {
      hostHeader = nil
      origin = "\(configuration.scheme.rawValue)://\(authority)"
    }
  }

  /// A handle with everything that is the same for all requests.
  func makeHandle() -> Handle? {
    guard let handle = curl_easy_init() else { return nil }
    let configuration = configuration
    _ = kc_set_long(handle, CURLOPT_NOSIGNAL, 1)
    _ = kc_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = kc_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    _ = kc_set_long(handle, CURLOPT_PATH_AS_IS, 1)
    _ = kc_set_long(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    _ = kc_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(configuration.connectTimeout.milliseconds))
    // gzip is asked for by a header of our own and undone by the consumer, off this thread.
    _ = kc_set_string(handle, CURLOPT_ACCEPT_ENCODING, nil)
    _ = kc_set_long(handle, CURLOPT_HTTP_CONTENT_DECODING, 0)
    setTLS(handle, configuration.tls)
    // Always set, so that the process's environment has no say.
    _ = kc_set_string(handle, CURLOPT_PROXY, configuration.proxy ?? "")
    _ = kc_set_string(handle, CURLOPT_NOPROXY, "")
    _ = kc_set_string(handle, CURLOPT_UNIX_SOCKET_PATH, configuration.unixSocketPath)
    _ = kc_set_list(handle, CURLOPT_CONNECT_TO, connectTo)
    _ = kc_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
    _ = kc_set_long(handle, CURLOPT_TCP_KEEPIDLE, configuration.keepalive.idleSeconds)
    _ = kc_set_long(handle, CURLOPT_TCP_KEEPINTVL, configuration.keepalive.intervalSeconds)
    _ = kc_set_socket_limits(handle, socketLimits)
    return handle
  }

  private func setTLS(_ handle: Handle, _ tls: TLSMaterial) {
    func set(_ option: CURLoption, _ bytes: [UInt8]?) {
      guard let bytes, !bytes.isEmpty else { return }
      bytes.withUnsafeBytes { _ = kc_set_blob(handle, option, $0.baseAddress, $0.count) }
    }
    set(CURLOPT_CAINFO_BLOB, tls.certificateAuthority)
    set(CURLOPT_PROXY_CAINFO_BLOB, tls.certificateAuthority)
    set(CURLOPT_SSLCERT_BLOB, tls.certificate)
    set(CURLOPT_SSLKEY_BLOB, tls.privateKey)
    _ = kc_set_long(handle, CURLOPT_SSL_VERIFYPEER, tls.verifiesServer ? 1 : 0)
    _ = kc_set_long(handle, CURLOPT_SSL_VERIFYHOST, tls.verifiesServer ? 2 : 0)
  }

  /// Everything that differs between requests; a pooled handle keeps what its last exchange set, so all of it is set.
  func prepare(_ handle: Handle, for exchange: CurlExchange, compression: Bool) throws {
    let request = exchange.request
    guard request.target.first == "/", request.target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw TransportError(.invalidRequest, "not a request target: \(request.target)", isBeforeResponse: true)
    }
    _ = kc_set_string(handle, CURLOPT_URL, origin + request.target)
    let isHTTP2 = configuration.httpVersion == .automatic && !exchange.usesOwnConnection
    _ = kc_set_long(
      handle, CURLOPT_HTTP_VERSION, Int(isHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1))
    // Waiting tells libcurl to multiplex rather than to open a connection for each of a burst.
    _ = kc_set_long(handle, CURLOPT_PIPEWAIT, isHTTP2 && configuration.scheme == .https ? 1 : 0)
    _ = kc_set_long(handle, CURLOPT_FORBID_REUSE, 0)
    setMethodAndBody(handle, request)
    try setHeaders(handle, exchange, compression: compression)
    let timeout = request.timeout.map { max(1, Int(clamping: $0.milliseconds)) } ?? 0
    _ = kc_set_long(handle, CURLOPT_TIMEOUT_MS, timeout)
    // The tables of the engine keep the exchange alive until its handle has left the multi.
    let context = Unmanaged.passUnretained(exchange).toOpaque()
    _ = kc_set_header(
      handle,
      { bytes, size, count, context in
        Unmanaged<CurlExchange>.fromOpaque(context!).takeUnretainedValue()
          .receive(line: UnsafeRawBufferPointer(start: bytes, count: size * count))
      }, context)
    _ = kc_set_write(
      handle,
      { bytes, size, count, context in
        Unmanaged<CurlExchange>.fromOpaque(context!).takeUnretainedValue()
          .receive(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
      }, context)
  }

  private func setMethodAndBody(_ handle: Handle, _ request: TransportRequest) {
    let method = request.method.rawValue
    let hasBody = request.body != nil || method == "POST" || method == "PUT" || method == "PATCH"
    guard hasBody else {
      if method == "HEAD" {
        _ = kc_set_long(handle, CURLOPT_NOBODY, 1)
      } else {
        _ = kc_set_long(handle, CURLOPT_HTTPGET, 1)  // also takes NOBODY and POST back
      }
      _ = kc_set_string(handle, CURLOPT_CUSTOMREQUEST, method == "GET" || method == "HEAD" ? nil : method)
      return
    }
    let body = request.body ?? .empty
    _ = kc_set_long(handle, CURLOPT_POST, 1)
    _ = kc_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    // Not copied: the exchange holds the request, and with it these bytes.
    body.withUnsafeBytes { _ = kc_set_pointer(handle, CURLOPT_POSTFIELDS, $0.baseAddress) }
    _ = kc_set_string(handle, CURLOPT_CUSTOMREQUEST, method)
  }

  private func setHeaders(_ handle: Handle, _ exchange: CurlExchange, compression: Bool) throws {
    func add(_ line: String) throws {
      guard let list = curl_slist_append(exchange.headerList, line) else { throw TransportError(.other, "out of memory") }
      exchange.headerList = list
    }
    for field in exchange.request.headers {
      // An empty value needs libcurl's own notation.
      try add(field.value.isEmpty ? "\(field.name.rawName);" : "\(field.name.rawName): \(field.value)")
    }
    if compression, exchange.request.headers[.acceptEncoding] == nil { try add("Accept-Encoding: gzip") }
    if exchange.request.body != nil { try add("Expect:") }
    if let hostHeader { try add("Host: \(hostHeader)") }
    _ = kc_set_list(handle, CURLOPT_HTTPHEADER, exchange.headerList)
  }
}

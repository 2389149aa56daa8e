internal import CKubernetesCurl
internal import KubernetesCore

extension TransportError {
  /// Translates libcurl's code; the numbers are those of `curl/curl.h`.
  init(_ code: CURLcode, _ handle: CurlHandle, isBeforeResponse: Bool, of configuration: CurlTransportConfiguration) {
    let server = "\(configuration.host):\(configuration.port)"
    let reason = handle.failureText
    let text = reason.isEmpty ? String(cString: curl_easy_strerror(code)) : reason
    let kind: Code
    switch code {
    case CURLE_OK: kind = .closed  // the end came before the end of the head
    case CURLE_COULDNT_RESOLVE_HOST: kind = .resolve
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: kind = .proxy
    case CURLE_COULDNT_CONNECT: kind = configuration.usesProxy ? .proxy : .connect
    case CURLE_SSL_CONNECT_ERROR where Self.isBrokenOff(text): kind = .closed
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CIPHER, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      kind = .tls
    case CURLE_OPERATION_TIMEDOUT: kind = .timeout
    case CURLE_RECV_ERROR where configuration.usesProxy && handle.connectStatus / 100 > 2: kind = .proxy
    // In TLS 1.3 the client is through with the handshake before the server refuses its certificate, or that there is
    // none: OpenSSL's "tlsv13 alert certificate required". It would do so again.
    case CURLE_RECV_ERROR where text.contains(" alert "), CURLE_SEND_ERROR where text.contains(" alert "): kind = .tls
    case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      kind = .closed
    case CURLE_URL_MALFORMAT: kind = .invalidRequest
    default: kind = .other  // an answer that is not HTTP among them
    }
    // What came was no HTTP, but it came.
    let isGarbage = code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY
    let suffix = code == CURLE_OK ? "the connection ended inside the answer's head" : text
    self.init(kind, "\(suffix) (\(server), libcurl \(code.rawValue))", isBeforeResponse: isBeforeResponse && !isGarbage)
  }

  /// Whether a handshake failed because the connection ended, and not because one side refused the other: a server that
  /// restarts, or a load balancer without servers. libcurl has one code for both and tells them apart in words only:
  /// its own for a socket's failure, OpenSSL's for an end (version 3's first).
  private static func isBrokenOff(_ text: String) -> Bool {
    ["Recv failure", "Send failure", "Connection reset", "Broken pipe", "unexpected eof", "SSL_ERROR_SYSCALL"]
      .contains { text.contains($0) }
  }
}

extension CurlTransportConfiguration {
  fileprivate var usesProxy: Bool { proxy?.isEmpty == false && unixSocketPath == nil }
}

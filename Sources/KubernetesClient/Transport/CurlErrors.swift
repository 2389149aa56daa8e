internal import CKubernetesCurl
internal import KubernetesCore

extension TransportError {
  /// Translates libcurl's code; the numbers are those of `curl/curl.h`.
  init(_ code: CURLcode, isBeforeResponse: Bool, of configuration: CurlTransportConfiguration) {
    let server = "\(configuration.host):\(configuration.port)"
    let text = String(cString: curl_easy_strerror(code))
    let kind: Code
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: kind = .resolve
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: kind = .proxy
    case CURLE_COULDNT_CONNECT: kind = .connect
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CIPHER, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      kind = .tls
    case CURLE_OPERATION_TIMEDOUT: kind = .timeout
    case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      kind = .closed
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: kind = .invalidRequest
    default: kind = .other
    }
    self.init(kind, "\(text) (\(server), libcurl \(code.rawValue))", isBeforeResponse: isBeforeResponse)
  }
}

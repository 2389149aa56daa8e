internal import CKubernetesCurl

extension CurlEngine {
  /// What is known of libcurl's sockets, so that connections can be ended that nobody uses: libcurl itself looks at them
  /// no earlier than when it wants to use one.
  ///
  /// Sockets without a port, such as socket files, are not ended.
  struct Sockets {
    /// Those that libcurl has opened and not closed.
    private var open: Set<Int32> = []
    /// The local ports of those that have carried a request; the others are still being connected, or are no exchange's.
    private var used: Set<Int32> = []

    mutating func opened(_ socket: Int32) { open.insert(socket) }

    mutating func closing(_ socket: Int32) {
      open.remove(socket)
      used.remove(kc_local_port(socket))
    }

    mutating func carriesRequest(localPort: Int32) { used.insert(localPort) }

    /// Those of a local port.
    func open(localPort: Int32) -> [Int32] { open.filter { kc_local_port($0) == localPort } }

    /// Sockets that have carried requests and carry none.
    func idle(besides busy: Set<Int32>) -> [Int32] {
      open.filter { socket in
        let port = kc_local_port(socket)
        return port > 0 && used.contains(port) && !busy.contains(port)
      }
    }
  }

  /// Ends every connection that is in use when its last exchange is through, and every other one at once.
  func retireConnections() {
    var busy: Set<Int32> = []
    for exchange in exchanges.values {
      guard let handle = exchange.handle else { continue }
      handle.set(CURLOPT_FORBID_REUSE, 1)
      if let port = exchange.localPort { busy.insert(port) }
    }
    for socket in sockets.idle(besides: busy) { kc_shut_down(socket) }
  }
}

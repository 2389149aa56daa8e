internal import CKubernetesCurl

extension CurlEngine {
  /// How many exchanges are in the multi, and on which connections.
  ///
  /// When every connection is full, libcurl opens one for each further exchange at once. So beyond what the known
  /// connections carry, one exchange goes ahead and opens a connection, and the others wait until it is there.
  struct Admission {
    /// kube-apiserver allows 100, and so do most servers.
    static let streamsPerConnection = 100

    /// Exchanges without a handle, in order.
    var waiting: [UInt64] = []
    /// Exchanges on each connection, by its local port.
    private var streams: [Int32: Int] = [:]
    /// Exchanges in the multi.
    private var running = 0
    /// Those that are not on a connection yet.
    private var unconnected = 0

    /// True when an exchange may be added now.
    func admits() -> Bool {
      running < max(1, streams.count) * Self.streamsPerConnection || unconnected == 0
    }

    mutating func began() {
      running += 1
      unconnected += 1
    }

    /// An exchange is on a connection; `previous` when libcurl tries again on another one.
    mutating func connected(localPort: Int32, previous: Int32?) {
      if let previous { left(previous) } else { unconnected -= 1 }
      streams[localPort, default: 0] += 1
    }

    mutating func ended(localPort: Int32?) {
      running -= 1
      if let localPort { left(localPort) } else { unconnected -= 1 }
    }

    private mutating func left(_ port: Int32) {
      guard let count = streams[port] else { return }
      streams[port] = count > 1 ? count - 1 : nil
    }
  }

  /// Starts what was waiting for a connection, as far as there is room now.
  func admitWaiting() {
    guard !admission.waiting.isEmpty else { return }
    var admitted = 0
    while admitted < admission.waiting.count, admission.admits() {
      let id = admission.waiting[admitted]
      admitted += 1
      if let exchange = exchanges[id] { perform(exchange) }
    }
    admission.waiting.removeFirst(admitted)
  }
}

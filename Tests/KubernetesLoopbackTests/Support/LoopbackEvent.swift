/// Something that a loopback server saw.
enum LoopbackEvent: Sendable {
  case connected(Int)
  case disconnected(Int)
  case request(LoopbackRequest)
  /// The peer ended an exchange, or its connection, before the answer was whole.
  case abandoned(exchange: Int, target: String)
  /// The answer was written to its end.
  case answered(exchange: Int)

  var request: LoopbackRequest? {
    if case .request(let request) = self { request } else { nil }
  }

  func isAbandoned(_ target: String) -> Bool {
    if case .abandoned(_, target) = self { true } else { false }
  }

  var isConnected: Bool {
    if case .connected = self { true } else { false }
  }

  var isDisconnected: Bool {
    if case .disconnected = self { true } else { false }
  }
}

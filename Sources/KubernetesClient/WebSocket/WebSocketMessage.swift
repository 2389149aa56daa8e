internal import KubernetesCore

/// A whole message, or a control frame.
enum WebSocketMessage: Equatable {
  case text(Bytes)
  case binary(Bytes)
  case ping(Bytes)
  case pong(Bytes)
  /// The code is nil where the peer gave none.
  case close(UInt16?, reason: String)
}

import KubernetesCore

/// Forwarded ports as kubectl asks for them since 1.30: SPDY/3.1 inside of a WebSocket, two streams for each connection.
struct PortTunnel: Sendable {
  static let protocolName = "SPDY/3.1+portforward.k8s.io"

  let pod: ScriptedKubelet.Container
  let handler: ScriptedKubelet.PortHandler?

  /// One forwarded connection.
  private struct Connection {
    var port = 0
    var errors: UInt32?
    var data: UInt32?
    var session: ChannelSession?
  }

  /// Talks until the client ends.
  func run(_ session: ChannelSession) async throws {
    let headers = try SPDYHeaderReader()
    try await withThrowingDiscardingTaskGroup { group in
      var waiting: [UInt8] = []
      var connections: [String: Connection] = [:]
      var isFirst = true
      while let bytes = try await session.read(0) {
        waiting += bytes.array
        while let frame = try SPDYFrame.next(&waiting) {
          switch frame {
          case .open(let stream, let block):
            let fields = try headers.read(block)
            try await session.send(SPDYFrame.accept(stream, isFirst: isFirst))
            isFirst = false
            let key = fields["requestid"] ?? ""
            var connection = connections[key] ?? Connection()
            connection.port = Int(fields["port"] ?? "") ?? 0
            if fields["streamtype"] == "error" { connection.errors = stream } else { connection.data = stream }
            if connection.session == nil, let errors = connection.errors, let data = connection.data {
              let own = Self.session(data: data, errors: errors, over: session)
              connection.session = own
              let port = connection.port
              group.addTask { try await talk(own, port) }
            }
            connections[key] = connection
          case .data(let stream, let bytes, let isLast):
            guard let own = connections.values.first(where: { $0.data == stream })?.session else { continue }
            if !bytes.isEmpty { own.receive(.data(0, Bytes(bytes))) }
            if isLast { own.receive(.end(0)) }
          case .reset(let stream):
            let gone = connections.filter { $0.value.data == stream || $0.value.errors == stream }
            for (key, connection) in gone {
              connection.session?.close()
              connections[key] = nil
            }
          case .ping(let id): try await session.send(SPDYFrame.pong(id))
          case .goAway: return
          case .ignored: break
          }
        }
      }
      for connection in connections.values { connection.session?.close() }
      group.cancelAll()
    }
  }

  /// The channels of one connection: data, and errors.
  private static func session(data: UInt32, errors: UInt32, over session: ChannelSession) -> ChannelSession {
    ChannelSession(
      ChannelLayout(ports: [0]),
      .init(
        send: { message in
          let bytes = message.array
          try await session.send(SPDYFrame.data(Array(bytes.dropFirst()), on: bytes[0] == 0 ? data : errors))
        },
        finish: { channel in
          try await session.send(SPDYFrame.data([], on: channel == 0 ? data : errors, isLast: true))
        }, holdBack: { _ in }))
  }

  private func talk(_ session: ChannelSession, _ port: Int) async throws {
    do {
      guard let handler else { throw KubernetesError(.invalidRequest, "no handler is scripted") }
      try await handler(.init(session: session, channel: 0, pod: pod, port: port))
    } catch is CancellationError {
      // The client has gone.
      return
    } catch {
      try await session.write(
        Bytes("error forwarding port \(port) to pod \(pod.namespace)/\(pod.pod): \(error)"), to: 1)
    }
    for channel: UInt8 in [1, 0] { try await session.finish(channel) }
  }
}

internal import HTTPTypes
internal import KubernetesCore

extension RESTClient {
  /// Opens a connection of its own and turns it into a WebSocket.
  ///
  /// Credentials, impersonation, interceptors and the retries of the configuration apply as to every request; a broken
  /// connection is no reason to try again when the verb is `connect`.
  ///
  /// - Parameter protocols: What to speak, the preferred one first.
  /// - Throws: `KubernetesError`: the server's refusal with its `Status`, or that the transport cannot do it.
  nonisolated func webSocket(_ request: RESTRequest, protocols: [String]) async throws -> WebSocket {
    guard let transport = transport as? any ConnectingTransport else {
      throw KubernetesError(.invalidRequest, "this transport opens no connections: WebSockets need one")
    }
    let clock = configuration.clock
    return try await attempts(request, isStream: true, success: 101...101) { outgoing in
      let connection = try await transport.connect()
      // Released by everything that throws, and by a refusal's end.
      let handshake = WebSocketHandshake(protocols: protocols)
      let head = try handshake.head(outgoing, authority: connection.authority)
      let answer = try await connection.within(UpgradeAnswer.headLimit, clock) {
        try await connection.write(head)
        return try await UpgradeAnswer(from: connection)
      }
      let (status, headers) = (answer.head.status, answer.head.headers)
      guard status == 101 else {
        let body = await answer.body(from: connection, clock: clock)
        connection.close()
        return Answer(status: status, headers: headers, value: nil) { body }
      }
      let chosen = try handshake.check(answer.head)
      let socket = WebSocket(connection, subprotocol: chosen, rest: answer.rest, clock: clock)
      return Answer(status: status, headers: headers, value: socket) { .empty }
    }
  }
}

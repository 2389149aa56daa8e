import HTTPTypes
import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  /// A handshake that breaks off says nothing about trust: the connection failed, and a read may be sent again.
  @Suite(.timeLimit(.minutes(1)))
  struct BrokenHandshakeTests {
    enum Ending: CaseIterable { case end, reset }

    private static let secure = Way.all.filter { $0.wire != .plain }

    /// A server behind a door that shuts in the face of the first `count` clients, once they have said hello.
    private func behindDoor<R>(
      _ way: Way, _ ending: Ending, shutting count: Int, while body: (CurlTransport, RawServer) async throws -> R
    ) async throws -> R {
      let identity = try Loopback.authority().server()
      return try await LoopbackServer.run(LoopbackServer.Security(identity: identity)) { exchange in
        try await exchange.respond(text: "ok")
      } while: { server in
        try await RawServer.run { connection in
          if connection.number <= count {
            _ = try await connection.read()
            return ending == .reset ? await connection.reset() : await connection.close()
          }
          try await RawConnection.splice(connection, try await RawConnection.connect(port: server.port))
        } while: { door in
          try await Loopback.using(try Loopback.configuration(way, port: door.port)) { try await body($0, door) }
        }
      }
    }

    @Test(arguments: secure, Ending.allCases) func itIsAClosedConnection(_ way: Way, _ ending: Ending) async throws {
      try await behindDoor(way, ending, shutting: .max) { transport, _ in
        do {
          _ = try await transport.send(TransportRequest(target: "/"))
          Issue.record("nobody has answered")
        } catch let error as TransportError {
          #expect(error.code == .closed, "\(error)")
          #expect(error.isBeforeResponse)
          #expect(KubernetesError(.transport, "", cause: error).isTransient)
        }
      }
    }

    @Test(arguments: secure, Ending.allCases) func aReadIsSentAgain(_ way: Way, _ ending: Ending) async throws {
      try await behindDoor(way, ending, shutting: 2) { transport, door in
        var configuration = RESTClientConfiguration()
        configuration.retryPolicy.transportDelay = .zero
        let client = RESTClient(transport: transport, configuration: configuration)
        let answer = try await client.send(RESTRequest(verb: "get", path: "/version"))
        #expect(answer.body.text == "ok")
        #expect(door.connectionCount == 3)
      }
    }

    @Test(arguments: secure) func aChangeIsNot(_ way: Way) async throws {
      try await behindDoor(way, .reset, shutting: 1) { transport, door in
        let client = RESTClient(transport: transport)
        let change = RESTRequest(verb: "create", method: .post, path: "/things", body: Bytes("{}"))
        await #expect(throws: KubernetesError.self) { try await client.send(change) }
        #expect(door.connectionCount == 1)
      }
    }
  }
}

import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct UnaryCancellationTests {
    /// `siblings`: other exchanges are alive on the connection, or none is.
    @Test(arguments: Way.all, [false, true]) func theServerSeesItAtOnce(_ way: Way, siblings: Bool) async throws {
      let release = Gate()
      try await Loopback.run(way) { exchange in
        if exchange.request.target == "/quick" { return try await exchange.respond() }
        try await release.passed()
        try await exchange.respond(text: "late")
      } while: { transport, server in
        let sibling = siblings ? Task { try await transport.send(TransportRequest(target: "/sibling")) } : nil
        if siblings { _ = try await server.request(to: "/sibling") }
        let call = Task { try await transport.send(TransportRequest(target: "/victim")) }
        _ = try await server.request(to: "/victim")
        call.cancel()
        // No other traffic of ours brings the reset along.
        _ = try await server.events.first { $0.isAbandoned("/victim") }
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(try await transport.send(TransportRequest(target: "/quick")).status == 200)
        release.open()
        if let sibling { #expect(try await sibling.value.body.text == "late") }
      }
    }

    @Test(arguments: Way.plain) func aCancelledTaskSendsNothing(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond()
      } while: { transport, server in
        let start = Gate()
        let call = Task {
          try? await start.passed()
          return try await transport.send(TransportRequest(target: "/never"))
        }
        call.cancel()
        start.open()
        await #expect(throws: CancellationError.self) { try await call.value }
        _ = try await transport.send(TransportRequest(target: "/next"))
        #expect(server.requests.map(\.target) == ["/next"])
      }
    }
  }
}

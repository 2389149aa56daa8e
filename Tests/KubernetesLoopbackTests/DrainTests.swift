import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct DrainTests {
    /// A server that is about to stop says so: what runs is finished, what comes goes to a new connection.
    @Test(arguments: Way.http2) func aConnectionThatSaysGoodbyeIsLeft(_ way: Way) async throws {
      let release = Gate()
      try await Loopback.run(way) { exchange in
        guard exchange.request.target == "/watch" else { return try await exchange.respond() }
        try await exchange.start()
        try await exchange.write("before")
        try await release.passed()
        try await exchange.write("after")
        try await exchange.end()
      } while: { transport, server in
        let watch = try await transport.stream(TransportRequest(target: "/watch"))
        #expect(try await watch.body.next()?.text == "before")
        try await server.drain()
        for index in 0..<10 {
          #expect(try await transport.send(TransportRequest(target: "/\(index)")).status == 200)
        }
        release.open()
        #expect(try await watch.body.collect(upTo: 100).text == "after")
      }
    }

    @Test(arguments: Way.all) func aServerThatWentAwayIsConnectedToAgain(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond()
      } while: { transport, server in
        for round in 1...5 {
          #expect(try await transport.send(TransportRequest(target: "/")).status == 200)
          await server.cutConnections()
          try await server.events.wait(for: round) { $0.isDisconnected }
        }
        #expect(server.connectionCount == 5)
      }
    }
  }
}

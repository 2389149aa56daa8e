import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(2)))
  struct IdleStreamTests {
    @Test(arguments: Way.all) func fourHundredIdleStreamsBesideRequests(_ way: Way) async throws {
      let release = Gate()
      try await Loopback.run(way) { exchange in
        guard exchange.request.target == "/watch" else { return try await exchange.respond(text: "ok") }
        try await exchange.start()
        try await release.passed()
        try await exchange.write("event")
        try await exchange.end()
      } while: { transport, server in
        var streams: [TransportStream] = []
        try await withThrowingTaskGroup(of: TransportStream.self) { group in
          for _ in 0..<400 { group.addTask { try await transport.stream(TransportRequest(target: "/watch")) } }
          for try await stream in group { streams.append(stream) }
        }
        let connections = server.connectionCount
        for _ in 0..<100 { #expect(try await transport.send(TransportRequest(target: "/get")).body.text == "ok") }
        // At most one connection for the requests; the watches' own are not closed and made anew for them.
        #expect(server.connectionCount <= connections + 1)
        if way.wire == .http2 { #expect(connections < 20) }
        release.open()
        for stream in streams { #expect(try await stream.body.collect(upTo: 10).text == "event") }
      }
    }
  }
}

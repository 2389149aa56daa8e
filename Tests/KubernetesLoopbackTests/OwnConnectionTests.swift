import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct OwnConnectionTests {
    /// libcurl remembers for a host whether it multiplexes; an HTTP/1.1 connection must not make it forget.
    @Test(arguments: Way.http2) func doesNotSpoilMultiplexing(_ way: Way) async throws {
      let allAreHere = Gate()
      try await Loopback.run(way) { exchange in
        switch exchange.request.target {
        case "/own":
          try await exchange.start()
          try await exchange.write("first")
          try await exchange.abandoned()
        case "/burst":
          try await allAreHere.passed()
          try await exchange.respond()
        default: try await exchange.respond()
        }
      } while: { transport, server in
        _ = try await transport.send(TransportRequest(target: "/before"))
        let own = try await transport.stream(TransportRequest(target: "/own", usesOwnConnection: true))
        #expect(try await own.body.next()?.text == "first")
        try await withThrowingTaskGroup(of: Int.self) { group in
          for _ in 0..<16 { group.addTask { try await transport.send(TransportRequest(target: "/burst")).status } }
          try await server.events.wait(for: 16) { $0.request?.target == "/burst" }
          allAreHere.open()
          for try await status in group { #expect(status == 200) }
        }
        #expect(try await server.request(to: "/own").isHTTP2 == false)
        let burst = server.requests.filter { $0.target == "/burst" }
        #expect(burst.allSatisfy { $0.isHTTP2 })
        #expect(Set(burst.map(\.connection)) == [try await server.request(to: "/before").connection])
        #expect(server.connectionCount == 2)
      }
    }

    /// A connection that has served such a stream to its end is not taken for multiplexed requests.
    @Test(arguments: Way.http2) func isNotTakenOverByLaterRequests(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(text: "ok")
      } while: { transport, server in
        let own = try await transport.stream(TransportRequest(target: "/own", usesOwnConnection: true))
        #expect(try await own.body.collect(upTo: 10).text == "ok")
        try await withThrowingTaskGroup(of: Int.self) { group in
          for _ in 0..<8 { group.addTask { try await transport.send(TransportRequest(target: "/burst")).status } }
          for try await status in group { #expect(status == 200) }
        }
        let burst = server.requests.filter { $0.target == "/burst" }
        #expect(burst.allSatisfy { $0.isHTTP2 })
        #expect(server.connectionCount == 2)
      }
    }
  }
}

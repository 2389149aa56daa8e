import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct ConcurrentRequestTests {
    @Test(arguments: Way.http2) func aBurstIsMultiplexedOnOneConnection(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(body: pattern(5000, from: exchange.request.target.utf8.count))
      } while: { transport, server in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for worker in 0..<16 {
            group.addTask {
              for index in 0..<20 {
                let target = "/\(worker)/\(index)"
                let answer = try await transport.send(TransportRequest(target: target))
                #expect(answer.body.array == pattern(5000, from: target.utf8.count))
              }
            }
          }
          try await group.waitForAll()
        }
        #expect(server.requests.count == 320)
        #expect(server.connectionCount == 1)
      }
    }

    /// The 16 requests are all open at the server at the same time.
    @Test(arguments: Way.all) func requestsDoNotWaitForEachOther(_ way: Way) async throws {
      let allAreHere = Gate()
      try await Loopback.run(way) { exchange in
        try await allAreHere.passed()
        try await exchange.respond(text: "ok")
      } while: { transport, server in
        try await withThrowingTaskGroup(of: Int.self) { group in
          for index in 0..<16 {
            group.addTask { try await transport.send(TransportRequest(target: "/\(index)")).status }
          }
          try await server.events.wait(for: 16) { $0.request != nil }
          allAreHere.open()
          for try await status in group { #expect(status == 200) }
        }
      }
    }

    /// The server allows fewer streams a connection than there are requests.
    @Test(arguments: Way.http2) func theServersStreamLimitIsKept(_ way: Way) async throws {
      let allAreHere = Gate()
      try await Loopback.run(way) {
        _ in
      } secure: {
        $0.concurrentStreams = 4
      } handler: { exchange in
        if exchange.request.target != "/warm" { try await allAreHere.passed() }
        try await exchange.respond(text: "ok")
      } while: { transport, server in
        // The client learns the limit.
        _ = try await transport.send(TransportRequest(target: "/warm"))
        try await withThrowingTaskGroup(of: Int.self) { group in
          for index in 0..<12 {
            group.addTask { try await transport.send(TransportRequest(target: "/\(index)")).status }
          }
          try await server.events.wait(for: 13) { $0.request != nil }
          allAreHere.open()
          for try await status in group { #expect(status == 200) }
        }
        let byConnection = Dictionary(grouping: server.requests.filter { $0.target != "/warm" }, by: \.connection)
        #expect(byConnection.values.allSatisfy { $0.count <= 4 })
      }
    }
  }
}

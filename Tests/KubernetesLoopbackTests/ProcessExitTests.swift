import KubernetesClient
import KubernetesCore
import Testing

/// A process may end while the loop's thread is inside the TLS library, whose exit handlers tear it down.
extension LoopbackTests {
  @Suite(.timeLimit(.minutes(2)))
  struct ProcessExitTests {
    @Test(arguments: 0..<25) func aProcessEndsCleanlyWithRequestsInFlight(_ round: Int) async {
      await #expect(processExitsWith: .success) { [round] in
        let security = LoopbackServer.Security(identity: try Loopback.authority().server())
        try await LoopbackServer.run(security) { exchange in
          try await exchange.respond(body: pattern(20_000))
        } while: { server in
          // One connection each, so that many handshakes are going on.
          for _ in 0..<4 {
            let transport = try CurlTransport(try Loopback.configuration(Way.http2[round % 2], port: server.port))
            for index in 0..<8 {
              Task {
                while true { _ = try await transport.send(TransportRequest(target: "/\(index)")) }
              }
            }
          }
          try await server.events.wait(for: round * 10) { $0.request != nil }
          // Returning would end the server first.
          leaveProcess()
        }
      }
    }
  }
}

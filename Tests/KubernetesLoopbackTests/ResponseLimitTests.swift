import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct ResponseLimitTests {
    @Test(arguments: Way.all) func aLargerBodyIsRefusedAndTheConnectionServesOn(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(body: pattern(exchange.request.target == "/large" ? 1 << 20 : 1000))
      } while: { transport, _ in
        let failure = await code {
          _ = try await transport.send(TransportRequest(target: "/large", maximumResponseBytes: 100_000))
        }
        #expect(failure == .responseTooLarge)
        let exact = try await transport.send(TransportRequest(target: "/small", maximumResponseBytes: 1000))
        #expect(exact.body.array == pattern(1000))
        let over = await code {
          _ = try await transport.send(TransportRequest(target: "/small", maximumResponseBytes: 999))
        }
        #expect(over == .responseTooLarge)
      }
    }

    @Test(arguments: Way.all) func collectingAStreamKeepsTheLimit(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(body: pattern(1 << 20))
      } while: { transport, server in
        let failure = await code {
          _ = try await transport.stream(TransportRequest(target: "/")).body.collect(upTo: 10_000)
        }
        #expect(failure == .responseTooLarge)
      }
    }
  }
}

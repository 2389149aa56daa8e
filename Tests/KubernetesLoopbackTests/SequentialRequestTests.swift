import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct SequentialRequestTests {
    @Test(arguments: Way.all) func everyRequestUsesTheSameConnection(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(text: "answer to \(exchange.request.target)")
      } while: { transport, server in
        for index in 0..<50 {
          let answer = try await transport.send(TransportRequest(target: "/\(index)"))
          #expect(answer.status == 200)
          #expect(answer.body.text == "answer to /\(index)")
        }
        #expect(server.connectionCount == 1)
        #expect(server.requests.map(\.target) == (0..<50).map { "/\($0)" })
        #expect(server.requests.allSatisfy { $0.isHTTP2 == (way.wire == .http2) })
      }
    }
  }
}

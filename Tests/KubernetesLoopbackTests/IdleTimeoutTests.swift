import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct IdleTimeoutTests {
    @Test(arguments: Way.http2 + Way.plain) func aSilentStreamIsGivenUpAndTheServerToldSo(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        if exchange.request.target == "/watch" {
          try await exchange.start()
          try await exchange.write("first")
        }
        try await exchange.abandoned()
      } while: { transport, server in
        let stream = try await transport.stream(TransportRequest(target: "/watch", idleTimeout: .seconds(1)))
        #expect(try await stream.body.next()?.text == "first")
        // Nothing more comes.
        #expect(await code { _ = try await stream.body.next() } == .idle)
        _ = try await server.events.first { $0.isAbandoned("/watch") }
        // Also before the head.
        let headless = await code {
          _ = try await transport.stream(TransportRequest(target: "/headless", idleTimeout: .seconds(1)))
        }
        #expect(headless == .idle)
        _ = try await server.events.first { $0.isAbandoned("/headless") }
      }
    }

    /// A stream that is paused because its consumer is slow waits for the consumer, not for the server. The time that
    /// passes is shown by a second stream, with a longer limit, that does run out.
    @Test(arguments: Way.http2 + Way.plain) func aPausedStreamIsNotGivenUp(_ way: Way) async throws {
      let piece = pattern(1 << 16)
      let size = 128 * piece.count
      try await Loopback.run(way) {
        $0.streamBufferBytes = 1 << 14
      } handler: { exchange in
        if exchange.request.target == "/clock" { return try await exchange.abandoned() }
        try await exchange.start()
        for _ in 0..<128 { try await exchange.write(piece) }
        try await exchange.end()
      } while: { transport, server in
        let paused = try await transport.stream(TransportRequest(target: "/large", idleTimeout: .seconds(1)))
        let clock = await code {
          _ = try await transport.stream(TransportRequest(target: "/clock", idleTimeout: .seconds(2)))
        }
        #expect(clock == .idle)
        #expect(try await paused.body.collect(upTo: size).count == size)
      }
    }
  }
}

import HTTPTypes
import KubernetesClient
import KubernetesCore
import NIOHTTP1
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

    @Test(arguments: Way.http2 + Way.plain) func aCallIsGivenUpThoughItHasNoLimitOfItsOwn(_ way: Way) async throws {
      try await Loopback.run(way) {
        $0.idleTimeout = .milliseconds(300)
      } handler: { exchange in
        if exchange.request.target == "/half" {
          try await exchange.start(headers: ["Content-Length": "100"])
          try await exchange.write("some")
        }
        try await exchange.abandoned()
      } while: { transport, server in
        for method in [HTTPRequest.Method.get, .post] {
          do {
            _ = try await transport.send(TransportRequest(method: method, target: "/silent"))
            Issue.record("it must not return")
          } catch let error as TransportError {
            #expect(error.code == .idle && error.isBeforeResponse)
          }
        }
        #expect(await code { _ = try await transport.send(TransportRequest(target: "/half")) } == .idle)
        var whole = TransportRequest(target: "/silent")
        whole.expectsEnd = true
        let streamed = await code { [whole] in _ = try await transport.stream(whole) }
        #expect(streamed == .idle)
        try await server.events.wait(for: 3) { $0.isAbandoned("/silent") }
      }
    }

    /// Watches without limits may be silent, and whoever names a time limit has the say.
    @Test(arguments: Way.http2 + Way.plain) func theLimitIsForThoseWithoutOneOnly(_ way: Way) async throws {
      try await Loopback.run(way) {
        $0.idleTimeout = .milliseconds(100)
      } handler: { exchange in
        if exchange.request.target != "/watch" { return try await exchange.abandoned() }
        try await exchange.start()
        try await exchange.write("first")
        try await exchange.abandoned()
      } while: { transport, _ in
        let watch = try await transport.stream(TransportRequest(target: "/watch", usesOwnConnection: true))
        #expect(try await watch.body.next()?.text == "first")
        let reading = Task { try await watch.body.next() }
        let limited = await code {
          _ = try await transport.send(TransportRequest(target: "/silent", timeout: .seconds(1)))
        }
        #expect(limited == .timeout)
        reading.cancel()
        await #expect(throws: CancellationError.self) { try await reading.value }
      }
    }

    /// Behind a load balancer that has lost its server: the connection stays, and nothing comes. Two streams keep it for
    /// each other, unless it is left by both.
    @Test(arguments: Way.http2) func aSharedConnectionThatBringsNothingIsLeft(_ way: Way) async throws {
      let stalls = Gate()
      let security = LoopbackServer.Security(identity: try Loopback.authority().server())
      try await LoopbackServer.run(security) { exchange in
        if exchange.request.target == "/get" { return try await exchange.respond(text: "ok") }
        try await exchange.start()
        try await exchange.write("first")
        try await exchange.abandoned()
      } while: { server in
        try await RawServer.run(Proxies.stalling(to: server.port, when: stalls)) { proxy in
          var configuration = try Loopback.configuration(way, port: proxy.port)
          // Less than the first stream's limit, which counts from a byte that came before the second's.
          configuration.idleTimeout = .milliseconds(500)
          try await Loopback.using(configuration) { transport in
            var streams: [TransportStream] = []
            for limit in [1, 60] {
              let request = TransportRequest(target: "/watch/\(limit)", idleTimeout: .seconds(limit))
              let stream = try await transport.stream(request)
              #expect(try await stream.body.next()?.text == "first")
              streams.append(stream)
            }
            #expect(proxy.connectionCount == 1)
            stalls.open()
            #expect(await code { _ = try await streams[0].body.next() } == .idle)
            #expect(await code { _ = try await streams[1].body.next() } == .closed)
            #expect(try await transport.send(TransportRequest(target: "/get")).body.text == "ok")
            #expect(proxy.connectionCount == 2)
          }
        }
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

import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct StreamCancellationTests {
    @Test(arguments: Way.all, [false, true]) func whileWaitingForTheHead(_ way: Way, siblings: Bool) async throws {
      try await run(way, siblings) { transport, server in
        let call = Task { try await transport.stream(TransportRequest(target: "/silent")) }
        _ = try await server.request(to: "/silent")
        call.cancel()
        _ = try await server.events.first { $0.isAbandoned("/silent") }
        await #expect(throws: CancellationError.self) { try await call.value }
      }
    }

    @Test(arguments: Way.all, [false, true]) func whileWaitingForTheBody(_ way: Way, siblings: Bool) async throws {
      try await run(way, siblings) { transport, server in
        let stream = try await transport.stream(TransportRequest(target: "/watch"))
        #expect(try await stream.body.next()?.text == "first")
        let reader = Task { try await stream.body.next() }
        reader.cancel()
        _ = try await server.events.first { $0.isAbandoned("/watch") }
        await #expect(throws: CancellationError.self) { try await reader.value }
      }
    }

    @Test(arguments: Way.all, [false, true]) func byLeavingTheLoop(_ way: Way, siblings: Bool) async throws {
      try await run(way, siblings) { transport, server in
        let stream = try await transport.stream(TransportRequest(target: "/watch"))
        for try await piece in stream.body {
          #expect(piece.text == "first")
          break
        }
        // `stream` is still held: leaving the loop is enough.
        _ = try await server.events.first { $0.isAbandoned("/watch") }
        await #expect(throws: CancellationError.self) { try await stream.body.next() }
      }
    }

    @Test(arguments: Way.all, [false, true]) func byLettingGoOfTheBody(_ way: Way, siblings: Bool) async throws {
      try await run(way, siblings) { transport, server in
        var stream: TransportStream? = try await transport.stream(TransportRequest(target: "/watch"))
        #expect(stream?.status == 200)
        stream = nil
        _ = try await server.events.first { $0.isAbandoned("/watch") }
      }
    }

    @Test(arguments: Way.all, [false, true]) func byCancellingTheBody(_ way: Way, siblings: Bool) async throws {
      try await run(way, siblings) { transport, server in
        let stream = try await transport.stream(TransportRequest(target: "/watch"))
        stream.body.cancel()
        stream.body.cancel()
        _ = try await server.events.first { $0.isAbandoned("/watch") }
        // Nothing that was there before comes out any more.
        await #expect(throws: CancellationError.self) { try await stream.body.next() }
      }
    }

    @Test(arguments: Way.plain) func anAlreadyCancelledTaskSendsNothing(_ way: Way) async throws {
      try await run(way, false) { transport, server in
        let start = Gate()
        let call = Task {
          try? await start.passed()
          return try await transport.stream(TransportRequest(target: "/never"))
        }
        call.cancel()
        start.open()
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(!server.requests.contains { $0.target == "/never" })
      }
    }

    /// `/silent` never answers, `/watch` sends one piece and no more. With a sibling there is a watch beside them, which
    /// must survive.
    private func run(
      _ way: Way, _ siblings: Bool, _ body: (any Transport, LoopbackServer) async throws -> Void
    ) async throws {
      let release = Gate()
      try await Loopback.run(way) { exchange in
        switch exchange.request.target {
        case "/silent": try await exchange.abandoned()
        case "/watch":
          try await exchange.start()
          try await exchange.write("first")
          try await exchange.abandoned()
        case "/sibling":
          try await exchange.start()
          try await release.passed()
          try await exchange.write("alive")
          try await exchange.end()
        default: try await exchange.respond(text: "ok")
        }
      } while: { transport, server in
        let sibling = siblings ? try await transport.stream(TransportRequest(target: "/sibling")) : nil
        try await body(transport, server)
        release.open()
        if let sibling { #expect(try await sibling.body.collect(upTo: 100).text == "alive") }
        #expect(try await transport.send(TransportRequest(target: "/after")).body.text == "ok")
      }
    }
  }
}

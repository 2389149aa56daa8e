import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  /// Pausing and going on, very often, loses nothing and holds nobody up.
  @Suite(.timeLimit(.minutes(1)))
  struct PauseTests {
    @Test(arguments: Way.all) func manyStreamsUnderATinyBudget(_ way: Way) async throws {
      let pieces = 16
      // A multiple of 251, so that every piece begins alike.
      let pieceBytes = 251 << 7
      try await Loopback.run(way) {
        $0.streamBufferBytes = 1024
      } handler: { exchange in
        guard let seed = Int(exchange.request.target.dropFirst()) else { return try await exchange.respond(text: "ok") }
        let piece = pattern(pieceBytes, from: seed)
        try await exchange.start()
        for _ in 0..<pieces { try await exchange.write(piece) }
        try await exchange.end()
      } while: { transport, _ in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for seed in 0..<12 {
            group.addTask {
              let stream = try await transport.stream(TransportRequest(target: "/\(seed)"))
              var count = 0
              var wrong = 0
              for try await piece in stream.body {
                piece.withUnsafeBytes { bytes in
                  for index in stride(from: 0, to: bytes.count, by: 17) {
                    if bytes[index] != UInt8((seed + count + index) % 251) { wrong += 1 }
                  }
                }
                count += piece.count
                await Task.yield()
              }
              #expect(count == pieces * pieceBytes)
              #expect(wrong == 0)
            }
          }
          group.addTask {
            for _ in 0..<100 {
              let text = try await transport.send(TransportRequest(target: "/side")).body.text
              #expect(text == "ok")
            }
          }
          try await group.waitForAll()
        }
      }
    }

    /// Paused streams that nobody reads do not hold up the requests beside them on the same connection.
    @Test(arguments: Way.http2) func pausedStreamsDoNotHoldUpTheOthers(_ way: Way) async throws {
      try await Loopback.run(way) {
        $0.streamBufferBytes = 1 << 14
      } handler: { exchange in
        guard exchange.request.target == "/endless" else { return try await exchange.respond(text: "ok") }
        let piece = pattern(1 << 15)
        try await exchange.start()
        while !Task.isCancelled { try await exchange.write(piece) }
      } while: { transport, server in
        var streams: [TransportStream] = []
        for _ in 0..<4 { streams.append(try await transport.stream(TransportRequest(target: "/endless"))) }
        for _ in 0..<200 { #expect(try await transport.send(TransportRequest(target: "/side")).body.text == "ok") }
        for stream in streams { #expect(try await stream.body.next() != nil) }
        #expect(server.connectionCount == 1)
      }
    }

    /// The server sees a cancellation at once, also when all that is left on the connection is paused.
    @Test(arguments: Way.http2) func pausedSiblingsDoNotHoldBackAReset(_ way: Way) async throws {
      try await Loopback.run(way) {
        $0.streamBufferBytes = 1 << 14
      } handler: { exchange in
        if exchange.request.target == "/silent" { return try await exchange.abandoned() }
        let piece = pattern(1 << 15)
        try await exchange.start()
        while !Task.isCancelled { try await exchange.write(piece) }
      } while: { transport, server in
        let endless = try await transport.stream(TransportRequest(target: "/endless"))
        let victim = Task { try await transport.stream(TransportRequest(target: "/silent")) }
        _ = try await server.request(to: "/silent")
        victim.cancel()
        _ = try await server.events.first { $0.isAbandoned("/silent") }
        await #expect(throws: CancellationError.self) { try await victim.value }
        // The paused one has lost nothing.
        var count = 0
        while count < 1 << 20, let piece = try await endless.body.next() {
          piece.withUnsafeBytes { bytes in
            #expect(bytes.first == UInt8((count % (1 << 15)) % 251))
          }
          count += piece.count
        }
        #expect(count >= 1 << 20)
      }
    }
  }
}

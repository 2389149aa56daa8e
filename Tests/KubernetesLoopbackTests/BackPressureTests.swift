import KubernetesClient
import KubernetesCore
import KubernetesLocks
import Testing

extension LoopbackTests {
  /// A consumer that does not read stops the server.
  @Suite(.timeLimit(.minutes(1)))
  struct BackPressureTests {
    private static let total = 64 << 20

    /// On HTTP/2 libcurl opens a window of 32 MiB for a stream and keeps what arrives while it is paused; on a connection
    /// of its own there is nothing but the budget and the sockets' buffers.
    @Test(arguments: Way.all) func theServerStalls(_ way: Way) async throws {
      let written = Lock(0)
      try await Loopback.run(way) { exchange in
        guard exchange.request.target == "/endless" else { return try await exchange.respond(text: "ok") }
        let piece = pattern(251 * 256)
        try await exchange.start()
        for _ in 0..<(Self.total / piece.count) {
          try await exchange.write(piece)
          written.withLock { $0 += piece.count }
        }
        try await exchange.end()
      } while: { transport, _ in
        let stream = try await transport.stream(TransportRequest(target: "/endless"))
        // Stalled means: nothing written in the time of 50 other requests.
        var before = -1
        while before != written.withLock({ $0 }) {
          before = written.withLock { $0 }
          for _ in 0..<50 { _ = try await transport.send(TransportRequest(target: "/side")) }
        }
        let bound = way.wire == .http2 ? 44 << 20 : 16 << 20
        #expect(before < bound)
        // And it goes on, without a byte lost.
        var count = 0
        var isRight = true
        for try await piece in stream.body {
          piece.withUnsafeBytes { bytes in
            for byte in stride(from: 0, to: bytes.count, by: 997) {
              isRight = isRight && bytes[byte] == UInt8((count + byte) % 251)
            }
          }
          count += piece.count
        }
        #expect(isRight)
        #expect(count == Self.total / (251 * 256) * (251 * 256))
      }
    }

    /// A slow reader asks for a connection of its own, and gets its back-pressure without libcurl's window.
    @Test func anOwnConnectionHasNoHiddenBuffer() async throws {
      let written = Lock(0)
      try await Loopback.run(Way.http2[0]) { exchange in
        guard exchange.request.target == "/endless" else { return try await exchange.respond(text: "ok") }
        let piece = pattern(251 * 256)
        try await exchange.start()
        while !Task.isCancelled {
          try await exchange.write(piece)
          written.withLock { $0 += piece.count }
        }
      } while: { transport, server in
        let stream = try await transport.stream(TransportRequest(target: "/endless", usesOwnConnection: true))
        var before = -1
        while before != written.withLock({ $0 }) {
          before = written.withLock { $0 }
          for _ in 0..<50 { _ = try await transport.send(TransportRequest(target: "/side")) }
        }
        #expect(before < 16 << 20)
        #expect(try await server.request(to: "/endless").isHTTP2 == false)
        #expect(try await server.request(to: "/side").isHTTP2)
        stream.body.cancel()
        _ = try await server.events.first { $0.isAbandoned("/endless") }
      }
    }
  }
}

import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  /// Cancellations that meet their completions: each call ends exactly once, one way or the other.
  @Suite(.timeLimit(.minutes(2)))
  struct CancellationRaceTests {
    @Test(arguments: Way.all) func ofWholeAnswers(_ way: Way) async throws {
      try await run(way) { transport, index in
        let value = try await transport.send(TransportRequest(target: "/\(index)")).body.count
        #expect(value == 3000)
      }
    }

    @Test(arguments: Way.all) func ofStreams(_ way: Way) async throws {
      try await run(way) { transport, index in
        let stream = try await transport.stream(TransportRequest(target: "/\(index)"))
        #expect(try await stream.body.collect(upTo: 3000).count == 3000)
      }
    }

    private func run(
      _ way: Way, _ call: @escaping @Sendable (any Transport, Int) async throws -> Void
    ) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(body: pattern(3000))
      } while: { transport, server in
        for round in 0..<100 {
          try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<10 {
              group.addTask {
                let task = Task { try await call(transport, round * 10 + index) }
                for _ in 0..<(round * 7 + index) % 23 { await Task.yield() }
                task.cancel()
                do {
                  try await task.value
                } catch is CancellationError {
                  // It came in time.
                }
              }
            }
            try await group.waitForAll()
          }
        }
        #expect(try await transport.send(TransportRequest(target: "/after")).status == 200)
      }
    }
  }
}

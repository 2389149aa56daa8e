import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct ReaderTests {
    /// One of two readers at the same time is refused, the other one gets the bytes.
    @Test(arguments: Way.all) func aSecondReaderAtTheSameTimeIsRefused(_ way: Way) async throws {
      let release = Gate()
      try await Loopback.run(way) { exchange in
        try await exchange.start()
        try await release.passed()
        try await exchange.write("only")
        try await exchange.end()
      } while: { transport, _ in
        let stream = try await transport.stream(TransportRequest(target: "/"))
        let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
          for _ in 0..<2 {
            group.addTask {
              do {
                return try await stream.body.next()?.text ?? "end"
              } catch let error as TransportError {
                return "\(error.code)"
              }
            }
          }
          // The refused one comes first: there is nothing to read for the other.
          let first = try await group.next()
          release.open()
          return [first, try await group.next()]
        }
        #expect(outcomes == ["invalidRequest", "only"])
        #expect(try await stream.body.next() == nil)
      }
    }
  }
}

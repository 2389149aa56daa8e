import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesLocks
import Testing

extension LoopbackTests {
  /// libcurl sends a request again when a kept connection turns out to be dead. What changes something must not be: the
  /// server may have done it before it died.
  @Suite(.timeLimit(.minutes(1)))
  struct ReplayTests {
    @Test(arguments: [HTTPRequest.Method.post, .put, .patch, .delete], Way.plain)
    func aChangeIsSentOnce(_ method: HTTPRequest.Method, _ way: Way) async throws {
      let heads = EventLog<String>()
      try await run(way, heads) { transport in
        let body = method == .delete ? nil : Bytes("{}")
        do {
          _ = try await transport.send(TransportRequest(method: method, target: "/change", body: body))
          Issue.record("nobody has answered")
        } catch let error as TransportError {
          #expect(error.code == .closed)
          #expect(error.isBeforeResponse)
        }
        #expect(heads.all.filter { $0.contains("/change") }.count == 1)
      }
    }

    @Test(arguments: Way.plain) func aReadMayBeSentAgain(_ way: Way) async throws {
      let heads = EventLog<String>()
      try await run(way, heads) { transport in
        let text = try await transport.send(TransportRequest(target: "/read")).body.text
        #expect(text == "ok")
      }
    }

    /// The first connection answers one request and, when the second has come, closes without a word.
    private func run(
      _ way: Way, _ heads: EventLog<String>, _ body: (any Transport) async throws -> Void
    ) async throws {
      try await Loopback.run(way) { connection in
        while let head = try await connection.readHead() {
          heads.append(head)
          if connection.number == 1, !head.contains("/first") { return }
          try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
      } while: { transport, _ in
        #expect(try await transport.send(TransportRequest(target: "/first")).body.text == "ok")
        try await body(transport)
      }
    }
  }
}

import HTTPTypes
import KubernetesClient
import KubernetesCore
import NIOHTTP1
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct MethodTests {
    /// One transport for all, so that every method meets a handle that another one has used before.
    @Test(arguments: Way.all) func everyMethodArrivesWithItsBody(_ way: Way) async throws {
      struct Case {
        var method: HTTPRequest.Method
        var body: [UInt8]?
      }
      let large = pattern(1 << 20)
      let cases = [
        Case(method: .get), Case(method: .post, body: large), Case(method: .head), Case(method: .post, body: []),
        Case(method: .put, body: Array("{}".utf8)), Case(method: .get), Case(method: .patch, body: Array("[1]".utf8)),
        Case(method: .delete), Case(method: .delete, body: Array("{\"gracePeriodSeconds\":0}".utf8)),
        Case(method: .head), Case(method: .post, body: Array("x".utf8)), Case(method: .options), Case(method: .get),
        Case(method: .post), Case(method: .get),
      ]
      try await Loopback.run(way) { exchange in
        try await exchange.respond(body: exchange.request.body.isEmpty ? Array("none".utf8) : exchange.request.body)
      } while: { transport, server in
        for (index, one) in cases.enumerated() {
          let answer = try await transport.send(
            TransportRequest(method: one.method, target: "/\(index)", body: one.body.map { Bytes($0) }))
          let seen = try #require(server.requests.last)
          #expect(seen.target == "/\(index)")
          #expect(seen.method == one.method.rawValue)
          #expect(seen.body == one.body ?? [])
          let isEmpty = one.body?.isEmpty ?? true
          let expected = one.method == .head ? [] : isEmpty ? Array("none".utf8) : one.body ?? []
          #expect(answer.body.array == expected, "\(one.method) \(index)")
        }
        #expect(server.connectionCount == 1)
        #expect(server.requests.allSatisfy { !$0.headers.contains(name: "expect") })
      }
    }

    @Test(arguments: Way.all) func aHeadAnswerKeepsItsContentLength(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(headers: ["Content-Length": "12345"])
      } while: { transport, _ in
        let answer = try await transport.send(TransportRequest(method: .head, target: "/"))
        #expect(answer.headers[.contentLength] == "12345")
        #expect(answer.body.isEmpty)
        // A streamed one ends at once.
        let stream = try await transport.stream(TransportRequest(method: .head, target: "/"))
        #expect(try await stream.body.next() == nil)
      }
    }

    @Test(arguments: Way.plain) func aHeadRequestWithABodyIsRefused(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond()
      } while: { transport, server in
        let failure = await code {
          _ = try await transport.send(TransportRequest(method: .head, target: "/", body: Bytes("x")))
        }
        #expect(failure == .invalidRequest)
        #expect(server.requests.isEmpty)
      }
    }

    @Test(
      arguments: ["", "no-slash", "/with space", "/line\r\nX-Injected: 1", "/fragment#cut", "/ünicode"])
    func anImpossibleTargetIsRefused(_ target: String) async throws {
      try await Loopback.run(Way.plain[0]) { exchange in
        try await exchange.respond()
      } while: { transport, server in
        #expect(await code { _ = try await transport.send(TransportRequest(target: target)) } == .invalidRequest)
        #expect(server.requests.isEmpty)
      }
    }

    @Test(arguments: ["/a/../b", "/a//b", "/a?x=%2F&y=..", "/%2e%2e/x", "/a?q=[1]{2}|^`"])
    func aTargetIsSentAsItIs(_ target: String) async throws {
      try await Loopback.run(Way.plain[0]) { exchange in
        try await exchange.respond()
      } while: { transport, server in
        _ = try await transport.send(TransportRequest(target: target))
        #expect(server.requests.map(\.target) == [target])
      }
    }
  }
}

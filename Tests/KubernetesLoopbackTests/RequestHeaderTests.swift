import HTTPTypes
import KubernetesClient
import KubernetesCore
import NIOHTTP1
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct RequestHeaderTests {
    private func names(_ request: LoopbackRequest) -> Set<String> { Set(request.headers.map { $0.name.lowercased() }) }

    @Test(arguments: Way.all) func nothingIsSentThatWasNotAskedFor(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond()
      } while: { transport, server in
        _ = try await transport.send(TransportRequest(target: "/get"))
        _ = try await transport.send(TransportRequest(method: .post, target: "/post", body: Bytes("{}")))
        _ = try await transport.send(TransportRequest(method: .delete, target: "/delete"))
        let post = try await server.request(to: "/post")
        #expect(names(post) == ["host", "accept-encoding", "content-length"])
        #expect(names(try await server.request(to: "/get")) == ["host", "accept-encoding"])
        #expect(names(try await server.request(to: "/delete")) == ["host", "accept-encoding"])
        #expect(post.headers["accept-encoding"] == ["gzip"])
        #expect(post.headers["host"] == ["127.0.0.1:\(server.port)"])
      }
    }

    @Test(arguments: Way.all) func emptyRepeatedAndOwnValuesArrive(_ way: Way) async throws {
      var headers: HTTPFields = [.contentType: "application/json", .accept: "text/plain", .acceptEncoding: "identity"]
      headers[HTTPField.Name("X-Empty")!] = ""
      headers.append(HTTPField(name: HTTPField.Name("Impersonate-Group")!, value: "a"))
      headers.append(HTTPField(name: HTTPField.Name("Impersonate-Group")!, value: "b, c"))
      let sent = headers
      try await Loopback.run(way) { exchange in
        try await exchange.respond()
      } while: { transport, server in
        _ = try await transport.send(TransportRequest(method: .post, target: "/", headers: sent, body: Bytes("{}")))
        let seen = try #require(server.requests.first).headers
        #expect(seen["X-Empty"] == [""])
        #expect(seen[canonicalForm: "Impersonate-Group"] == ["a", "b", "c"])
        #expect(seen["Content-Type"] == ["application/json"])
        #expect(seen["Accept"] == ["text/plain"])
        #expect(seen["Accept-Encoding"] == ["identity"])
      }
    }

    /// A request's headers must not stay behind on the handle.
    @Test(arguments: Way.all) func headersOfOneRequestAreGoneInTheNext(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond()
      } while: { transport, server in
        _ = try await transport.send(TransportRequest(target: "/a", headers: [.authorization: "Bearer secret"]))
        _ = try await transport.send(TransportRequest(target: "/b"))
        #expect(try await server.request(to: "/a").headers["authorization"] == ["Bearer secret"])
        #expect(names(try await server.request(to: "/b")) == ["host", "accept-encoding"])
      }
    }

    /// The body's length is the transport's business: another one would let a request hide inside another.
    @Test(arguments: ["Content-Length", "Transfer-Encoding", "Connection", "Upgrade"])
    func framingHeadersAreRefused(_ name: String) async throws {
      try await Loopback.run(Way.plain[0]) { exchange in
        try await exchange.respond()
      } while: { transport, server in
        let headers: HTTPFields = [try #require(HTTPField.Name(name)): "1"]
        let failure = await code { _ = try await transport.send(TransportRequest(target: "/", headers: headers)) }
        #expect(failure == .invalidRequest)
        #expect(server.requests.isEmpty)
      }
    }

    @Test(arguments: Way.all) func compressionCanBeSwitchedOff(_ way: Way) async throws {
      try await Loopback.run(way) {
        $0.compression = false
      } handler: { exchange in
        try await exchange.respond()
      } while: { transport, server in
        _ = try await transport.send(TransportRequest(target: "/"))
        #expect(names(try await server.request(to: "/")) == ["host"])
      }
    }
  }
}

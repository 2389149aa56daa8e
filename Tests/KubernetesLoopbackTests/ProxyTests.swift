import HTTPTypes
import KubernetesClient
import KubernetesCore
import NIOHTTP1
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct ProxyTests {
    private static let secure = Way.all.filter { $0.wire != .plain }

    @Test(arguments: secure) func connectGoesThroughAndLearnsNoSecret(_ way: Way) async throws {
      let log = EventLog<String>()
      try await LoopbackServer.run(try security(way)) { exchange in
        try await exchange.respond()
      } while: { server in
        try await RawServer.run(Proxies.connect(to: server.port, log: log)) { proxy in
          var configuration = try Loopback.configuration(way, port: server.port)
          configuration.proxy = "http://127.0.0.1:\(proxy.port)"
          try await Loopback.using(configuration) { transport in
            let request = TransportRequest(target: "/", headers: [.authorization: "Bearer secret"])
            let answer = try await transport.send(request)
            #expect(answer.status == 200)
            // What the proxy said is not part of the answer.
            #expect(answer.headers.count == 1)
          }
        }
        #expect(server.requests.first?.headers["authorization"] == ["Bearer secret"])
        #expect(server.requests.first?.isHTTP2 == (way.wire == .http2))
        let head = try #require(log.all.first)
        #expect(head.hasPrefix("CONNECT 127.0.0.1:\(server.port) HTTP/1.1\r\n"))
        #expect(!head.contains("secret"))
      }
    }

    @Test(arguments: secure) func aRefusingProxyIsAProxyError(_ way: Way) async throws {
      let refusal = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
      try await RawServer.run(Proxies.connect(to: 1, refusal: refusal, log: EventLog())) { proxy in
        var configuration = try Loopback.configuration(way, port: 443)
        configuration.proxy = "http://127.0.0.1:\(proxy.port)"
        try await Loopback.using(configuration) { transport in
          #expect(await code { _ = try await transport.send(TransportRequest(target: "/")) } == .proxy)
        }
      }
    }

    @Test(arguments: secure) func aProxyThatIsSpokenToInTLSIsVerifiedToo(_ way: Way) async throws {
      let log = EventLog<String>()
      let authority = try Loopback.authority()
      var front = LoopbackServer.Security(identity: try authority.server(names: ["proxy.test"]))
      front.protocols = ["http/1.1"]
      try await LoopbackServer.run(try security(way)) { exchange in
        try await exchange.respond()
      } while: { server in
        try await RawServer.run(security: front, Proxies.connect(to: server.port, log: log)) { proxy in
          var configuration = try Loopback.configuration(way, port: server.port)
          configuration.proxy = "https://127.0.0.1:\(proxy.port)"
          try await Loopback.using(configuration) { transport in
            let request = TransportRequest(target: "/", headers: [.authorization: "Bearer secret"])
            let status = try await transport.send(request).status
            #expect(status == 200)
          }
          #expect(server.requests.first?.isHTTP2 == (way.wire == .http2), "TLS in TLS, HTTP/2 inside")
          #expect(log.all.count == 1)
          #expect(log.all.first?.contains("secret") == false)
        }
        // The proxy's certificate is from somewhere else: nothing is asked of it.
        front.identity = try TestAuthority("other").server()
        try await RawServer.run(security: front, Proxies.connect(to: server.port, log: log)) { proxy in
          var configuration = try Loopback.configuration(way, port: server.port)
          configuration.proxy = "https://127.0.0.1:\(proxy.port)"
          try await Loopback.using(configuration) { transport in
            let failure = await code { _ = try await transport.send(TransportRequest(target: "/")) }
            #expect(failure == .tls || failure == .proxy)
          }
        }
      }
      #expect(log.all.count == 1)
    }

    @Test(arguments: secure) func aProxyThatAsksForACertificateIsShownTheClients(_ way: Way) async throws {
      let clients = try TestAuthority("clients")
      let identity = try clients.client("alice")
      var front = LoopbackServer.Security(identity: try Loopback.authority().server())
      front.protocols = ["http/1.1"]
      front.clientAuthority = clients.certificate
      try await LoopbackServer.run(try security(way)) { exchange in
        try await exchange.respond()
      } while: { server in
        try await RawServer.run(security: front, Proxies.connect(to: server.port, log: EventLog())) { proxy in
          var configuration = try Loopback.configuration(way, port: server.port)
          configuration.proxy = "https://127.0.0.1:\(proxy.port)"
          configuration.tls.certificate = identity.certificate
          configuration.tls.privateKey = identity.key
          try await Loopback.using(configuration) { transport in
            let status = try await transport.send(TransportRequest(target: "/")).status
            #expect(status == 200)
          }
        }
      }
    }

    @Test(arguments: secure, ["socks5", "socks5h"]) func socksGoesThrough(_ way: Way, _ scheme: String) async throws {
      let log = EventLog<String>()
      try await LoopbackServer.run(try security(way)) { exchange in
        try await exchange.respond()
      } while: { server in
        try await RawServer.run(Proxies.socks5(to: server.port, log: log)) { proxy in
          var configuration = try Loopback.configuration(way, port: server.port)
          configuration.proxy = "\(scheme)://127.0.0.1:\(proxy.port)"
          if scheme == "socks5h" {
            // The proxy resolves: a name that exists nowhere else.
            configuration.host = "inside.test"
            configuration.tls.serverName = "localhost"
          }
          try await Loopback.using(configuration) { transport in
            let status = try await transport.send(TransportRequest(target: "/")).status
            #expect(status == 200)
          }
          #expect(log.all == ["\(configuration.host):\(server.port)"])
        }
      }
    }

    /// The process's environment has no say; a process of its own, since the environment is everybody's.
    @Test func theEnvironmentHasNoSay() async {
      await #expect(processExitsWith: .success) {
        for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
          setEnvironment(name, "http://127.0.0.1:1")
        }
        for way in Way.all where way.eventLoop == .platform {
          let status = try await Loopback.run(way) { exchange in
            try await exchange.respond()
          } while: { transport, _ in
            try await transport.send(TransportRequest(target: "/")).status
          }
          precondition(status == 200)
        }
      }
    }

    private func security(_ way: Way) throws -> LoopbackServer.Security {
      var security = LoopbackServer.Security(identity: try Loopback.authority().server())
      if way.wire == .http1 { security.protocols = ["http/1.1"] }
      return security
    }
  }
}

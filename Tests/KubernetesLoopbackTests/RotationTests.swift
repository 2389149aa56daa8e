import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  /// Other certificates while connections are in use.
  @Suite(.timeLimit(.minutes(1)))
  struct RotationTests {
    private static let secure = Way.all.filter { $0.wire != .plain }

    /// Runs `body` with a client that shows the certificate `old`, beside a server whose answer to `/watch` goes on when
    /// the gate opens; `body` is also given what makes the client show the certificate `new`.
    private static func rotating(
      _ way: Way, _ body: (CurlTransport, LoopbackServer, TLSMaterial, Gate) async throws -> Void
    ) async throws {
      let clients = try TestAuthority("clients")
      let (old, new) = (try clients.client("old"), try clients.client("new"))
      let release = Gate()
      var tls = TLSMaterial(certificateAuthority: try Loopback.authority().certificate)
      tls.certificate = new.certificate
      tls.privateKey = new.key
      try await Loopback.run(way) {
        $0.tls.certificate = old.certificate
        $0.tls.privateKey = old.key
      } secure: {
        $0.clientAuthority = clients.certificate
      } handler: { exchange in
        guard exchange.request.target == "/watch" else { return try await exchange.respond() }
        try await exchange.start()
        try await exchange.write("before")
        try await release.passed()
        try await exchange.write("after")
        try await exchange.end()
      } while: { transport, server in
        try await body(transport, server, tls, release)
      }
    }

    @Test(arguments: secure) func newRequestsUseTheNewCertificateAndOldStreamsLive(_ way: Way) async throws {
      try await Self.rotating(way) { transport, server, new, release in
        let watch = try await transport.stream(TransportRequest(target: "/watch"))
        #expect(try await watch.body.next()?.text == "before")
        _ = try await transport.send(TransportRequest(target: "/1"))
        try await transport.update(new)
        _ = try await transport.send(TransportRequest(target: "/2"))
        release.open()
        #expect(try await watch.body.collect(upTo: 100).text == "after")
        // The watch's own handle, made before the change, is free now and must not be used again.
        for index in 3..<6 { _ = try await transport.send(TransportRequest(target: "/\(index)")) }
        let peers = server.requests.map { "\($0.target) \($0.peer ?? "nobody")" }
        #expect(peers == ["/watch old", "/1 old", "/2 new", "/3 new", "/4 new", "/5 new"])
      }
    }

    @Test(arguments: secure) func anIdleConnectionIsClosedAtOnceAndABusyOneWhenItIsThrough(_ way: Way) async throws {
      try await Self.rotating(way) { transport, server, new, release in
        var request = TransportRequest(target: "/watch")
        request.usesOwnConnection = true
        let watch = try await transport.stream(request)
        #expect(try await watch.body.next()?.text == "before")
        _ = try await transport.send(TransportRequest(target: "/idle"))
        #expect(server.connectionCount == 2)
        try await transport.update(new)
        let first = try await server.events.first { $0.isDisconnected }
        guard case .disconnected(2) = first else {
          Issue.record("the busy connection was closed")
          return
        }
        release.open()
        #expect(try await watch.body.collect(upTo: 100).text == "after")
        try await server.events.wait(for: 2) { $0.isDisconnected }
        #expect(try await transport.send(TransportRequest(target: "/new")).status == 200)
        #expect(try await transport.send(TransportRequest(target: "/new")).status == 200)
        #expect(server.requests.map(\.peer) == ["old", "old", "new", "new"])
        #expect(server.connectionCount == 3)
      }
    }

    @Test(arguments: secure) func anotherAuthorityCountsFromTheNextRequest(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond()
      } while: { transport, server in
        _ = try await transport.send(TransportRequest(target: "/trusted"))
        try await transport.update(TLSMaterial(certificateAuthority: try TestAuthority("other").certificate))
        #expect(await code { _ = try await transport.send(TransportRequest(target: "/refused")) } == .tls)
        try await transport.update(TLSMaterial(certificateAuthority: try Loopback.authority().certificate))
        _ = try await transport.send(TransportRequest(target: "/again"))
        #expect(server.requests.map(\.target) == ["/trusted", "/again"])
      }
    }

    /// Handles that wait for their connection while the server's name changes under them.
    @Test(arguments: secure) func theServerNameMayChangeUnderWaitingRequests(_ way: Way) async throws {
      try await Loopback.run(way) { configuration in
        configuration.tls.serverName = "localhost"
      } handler: { exchange in
        try await exchange.respond()
      } while: { transport, _ in
        let authority = try Loopback.authority().certificate
        try await withThrowingTaskGroup(of: Int.self) { group in
          for round in 0..<20 {
            for index in 0..<4 {
              group.addTask { try await transport.send(TransportRequest(target: "/\(round)/\(index)")).status }
            }
            let name = round.isMultiple(of: 2) ? nil : "localhost"
            try await transport.update(TLSMaterial(certificateAuthority: authority, serverName: name))
          }
          for try await status in group { #expect(status == 200) }
        }
      }
    }

    @Test(arguments: secure) func aBadServerNameLeavesEverythingAsItWas(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond()
      } while: { transport, _ in
        let authority = try Loopback.authority().certificate
        await #expect(throws: TransportError.self) {
          try await transport.update(TLSMaterial(certificateAuthority: authority, serverName: "bad name"))
        }
        #expect(try await transport.send(TransportRequest(target: "/")).status == 200)
      }
    }

    @Test(arguments: Way.plain) func afterAShutdownItIsRefused(_ way: Way) async throws {
      let transport = try CurlTransport(try Loopback.configuration(way, port: 1))
      await transport.shutdown()
      let failure = await code { try await transport.update(TLSMaterial(serverName: "x")) }
      #expect(failure == .shutdown)
    }
  }
}

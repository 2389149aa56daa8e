import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct ConnectFailureTests {
    private func failure(_ configuration: CurlTransportConfiguration) async throws -> TransportError? {
      try await Loopback.using(configuration) { transport in
        do {
          _ = try await transport.send(TransportRequest(target: "/"))
          return nil
        } catch {
          return error as? TransportError
        }
      }
    }

    @Test(arguments: Way.all) func aClosedPortIsAConnectError(_ way: Way) async throws {
      // A port that was just given back.
      let port = try await RawServer.run({ _ in }, while: { $0.port })
      let error = try await failure(try Loopback.configuration(way, port: port))
      #expect(error?.code == .connect)
      #expect(error?.isBeforeResponse == true)
      #expect(error?.message.contains("127.0.0.1:\(port)") == true)
    }

    @Test(arguments: Way.all) func anUnknownHostIsAResolveError(_ way: Way) async throws {
      var configuration = try Loopback.configuration(way, port: 443)
      configuration.host = "no-such-host.invalid"
      #expect(try await failure(configuration)?.code == .resolve)
    }

    @Test(
      arguments: [
        ("", 443), ("a b", 443), ("user@host", 443), ("host/path", 443), ("host\r\nX: y", 443), ("host", 0),
        ("host", 70000), ("ho[st", 443),
      ])
    func anImpossibleAddressIsRefusedAtOnce(_ host: String, _ port: Int) async throws {
      #expect(throws: TransportError.self) { try CurlTransport(CurlTransportConfiguration(host: host, port: port)) }
    }

    @Test(arguments: ["bad name", "a/b", "x@y", "n\nl"])
    func anImpossibleServerNameIsRefusedAtOnce(_ name: String) async throws {
      var configuration = CurlTransportConfiguration(host: "127.0.0.1", port: 443)
      configuration.tls.serverName = name
      #expect(throws: TransportError.self) { try CurlTransport(configuration) }
    }
  }
}

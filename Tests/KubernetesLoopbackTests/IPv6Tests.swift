import KubernetesClient
import KubernetesCore
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

private let hasIPv6: Bool = {
  let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
  guard let channel = try? bootstrap.bind(host: "::1", port: 0).wait() else { return false }
  try? channel.close().wait()
  return true
}()

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)), .enabled(if: hasIPv6, "the machine has no IPv6 loopback address"))
  struct IPv6Tests {
    private static let loopback: [UInt8] = Array(repeating: 0, count: 15) + [1]
    private static let secure = Way.all.filter { $0.wire != .plain }

    private func security(_ way: Way, names: [String] = []) throws -> LoopbackServer.Security? {
      if way.wire == .plain { return nil }
      var security = LoopbackServer.Security(
        identity: try Loopback.authority().server(names: names, addresses: names.isEmpty ? [Self.loopback] : []))
      if way.wire == .http1 { security.protocols = ["http/1.1"] }
      return security
    }

    @Test(arguments: Way.all) func anAddressIsConnectedToVerifiedAndNamed(_ way: Way) async throws {
      try await LoopbackServer.run(try security(way), host: "::1") { exchange in
        try await exchange.respond()
      } while: { server in
        var configuration = try Loopback.configuration(way, port: server.port)
        configuration.host = "::1"
        try await Loopback.using(configuration) { transport in
          let status = try await transport.send(TransportRequest(target: "/")).status
          #expect(status == 200)
        }
        #expect(server.requests.first?.headers["host"] == ["[::1]:\(server.port)"])
      }
    }

    @Test(arguments: secure) func aServerNameIsVerifiedInPlaceOfTheAddress(_ way: Way) async throws {
      try await LoopbackServer.run(try security(way, names: ["cluster.test"]), host: "::1") { exchange in
        try await exchange.respond()
      } while: { server in
        var configuration = try Loopback.configuration(way, port: server.port)
        configuration.host = "::1"
        try await Loopback.using(configuration) { transport in
          #expect(await code { _ = try await transport.send(TransportRequest(target: "/")) } == .tls)
        }
        configuration.tls.serverName = "cluster.test"
        try await Loopback.using(configuration) { transport in
          let status = try await transport.send(TransportRequest(target: "/")).status
          #expect(status == 200)
        }
        #expect(server.requests.map { $0.headers["host"] } == [["[::1]:\(server.port)"]])
      }
    }

    @Test(arguments: secure) func aProxyIsAskedForTheAddressInBrackets(_ way: Way) async throws {
      let log = EventLog<String>()
      try await LoopbackServer.run(try security(way), host: "::1") { exchange in
        try await exchange.respond()
      } while: { server in
        try await RawServer.run(host: "::1", Proxies.connect(to: server.port, at: "::1", log: log)) { proxy in
          var configuration = try Loopback.configuration(way, port: server.port)
          configuration.host = "::1"
          configuration.proxy = "http://[::1]:\(proxy.port)"
          try await Loopback.using(configuration) { transport in
            let status = try await transport.send(TransportRequest(target: "/")).status
            #expect(status == 200)
          }
        }
        #expect(log.all.first?.hasPrefix("CONNECT [::1]:\(server.port) HTTP/1.1\r\n") == true)
      }
    }

    @Test func aConfigurationNamesTheServerInBrackets() async throws {
      let way = Way(wire: .http2, eventLoop: .platform)
      try await LoopbackServer.run(try security(way), host: "::1") { exchange in
        try await exchange.respond(headers: ["content-type": "application/json"], text: "{}")
      } while: { server in
        var configuration = ClientConfiguration(server: try ServerURL("https://[::1]:\(server.port)/base"))
        configuration.tls.authority = .data(try Loopback.authority().certificate)
        try await withClusterClient(configuration) { client in
          _ = try await client.rest.send(RESTRequest(verb: "get", path: "/version"))
        }
        #expect(server.requests.map(\.target) == ["/base/version"])
      }
    }
  }
}

import Foundation
import KubernetesClient
import KubernetesCore
import NIOHTTP1
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct UnixSocketTests {
    @Test(arguments: Way.plain) func aSocketFileTakesThePlaceOfTheAddress(_ way: Way) async throws {
      // Short: a socket's path has at most 107 bytes.
      let path = "/tmp/kc-\(UInt64.random(in: 0...UInt64.max)).sock"
      defer { try? FileManager.default.removeItem(atPath: path) }
      try await LoopbackServer.run(nil, unixSocketPath: path) { exchange in
        try await exchange.respond(text: "over a file")
      } while: { server in
        var configuration = try Loopback.configuration(way, port: 80)
        configuration.host = "socket.test"
        configuration.unixSocketPath = path
        try await Loopback.using(configuration) { transport in
          let text = try await transport.send(TransportRequest(target: "/")).body.text
          #expect(text == "over a file")
        }
        #expect(server.requests.first?.headers["host"] == ["socket.test"])
      }
    }

    @Test(arguments: Way.plain) func aMissingSocketIsAConnectError(_ way: Way) async throws {
      var configuration = try Loopback.configuration(way, port: 80)
      configuration.unixSocketPath = "/tmp/kc-no-such-socket"
      try await Loopback.using(configuration) { transport in
        #expect(await code { _ = try await transport.send(TransportRequest(target: "/")) } == .connect)
      }
    }
  }
}

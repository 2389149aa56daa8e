import KubernetesClient
import KubernetesCore
import NIOHTTP1
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct TimeoutTests {
    @Test(arguments: Way.all) func aSilentServerIsGivenUpAndToldSo(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        if exchange.request.target == "/silent" { return try await exchange.abandoned() }
        try await exchange.respond()
      } while: { transport, server in
        do {
          _ = try await transport.send(TransportRequest(target: "/silent", timeout: .milliseconds(200)))
          Issue.record("it must not return")
        } catch let error as TransportError {
          #expect(error.code == .timeout)
          #expect(error.isBeforeResponse)
        }
        _ = try await server.events.first { $0.isAbandoned("/silent") }
        #expect(try await transport.send(TransportRequest(target: "/next", timeout: .seconds(30))).status == 200)
      }
    }

    @Test(arguments: Way.all) func aStalledBodyIsGivenUp(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.start(headers: ["Content-Length": "100"])
        try await exchange.write("some")
        try await exchange.abandoned()
      } while: { transport, server in
        for isStream in [false, true] {
          let request = TransportRequest(target: "/\(isStream)", timeout: .milliseconds(200))
          do {
            if isStream {
              for try await _ in try await transport.stream(request).body {}
            } else {
              _ = try await transport.send(request)
            }
            Issue.record("it must not return")
          } catch let error as TransportError {
            #expect(error.code == .timeout)
            #expect(!error.isBeforeResponse)
          }
          _ = try await server.events.first { $0.isAbandoned("/\(isStream)") }
        }
      }
    }

    /// Also while connecting: the socket accepts, but nobody speaks TLS.
    @Test(arguments: Way.plain) func aHandshakeThatNeverEndsIsGivenUp(_ way: Way) async throws {
      try await RawServer.run {
        try await $0.closed()
      } while: { server in
        var configuration = try Loopback.configuration(Way(wire: .http2, eventLoop: way.eventLoop), port: server.port)
        configuration.connectTimeout = .milliseconds(200)
        try await Loopback.using(configuration) { transport in
          #expect(await code { _ = try await transport.send(TransportRequest(target: "/")) } == .timeout)
        }
      }
    }
  }
}

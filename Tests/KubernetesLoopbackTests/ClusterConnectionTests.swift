import Foundation
import KubernetesCore
import KubernetesLocks
import NIOHTTP1
import Testing

@testable import KubernetesClient

extension LoopbackTests {
  /// What a configuration says about the way to a server, from the file to the socket.
  @Suite(.timeLimit(.minutes(1)))
  struct ClusterConnectionTests {
    private static func get(_ configuration: ClientConfiguration) async throws {
      try await withClusterClient(configuration) { client in
        var request = RESTRequest(verb: "get", path: "/version")
        request.retryPolicy = .never
        _ = try await client.rest.send(request)
      }
    }

    private static func code(_ configuration: ClientConfiguration) async -> TransportError.Code? {
      do {
        try await get(configuration)
        return nil
      } catch {
        return ((error as? KubernetesError)?.cause as? TransportError)?.code
      }
    }

    /// A server that calls itself `api.cluster.test`, which only the proxy can find.
    private func behindProxy(
      _ body: (_ server: LoopbackServer, _ proxy: RawServer, _ log: EventLog<String>) async throws -> Void
    ) async throws {
      let log = EventLog<String>()
      let identity = try Loopback.authority().server(names: ["api.cluster.test"])
      try await LoopbackServer.run(LoopbackServer.Security(identity: identity)) { exchange in
        try await exchange.respond(headers: ["content-type": "application/json"], text: "{}")
      } while: { server in
        try await RawServer.run(Proxies.connect(to: server.port, log: log)) { proxy in
          try await body(server, proxy, log)
        }
      }
    }

    @Test func theEnvironmentsProxyIsUsedAndItsExceptionsAreNot() async throws {
      try await behindProxy { server, proxy, log in
        var configuration = ClientConfiguration(
          server: try ServerURL("https://api.cluster.test:\(server.port)"))
        configuration.tls.authority = .data(try Loopback.authority().certificate)
        func environment(_ exceptions: String) throws -> ProxyRule {
          .environment(
            try ProxyVariables(["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)", "NO_PROXY": exceptions]))
        }
        configuration.proxy = try environment("other.test,10.0.0.0/8")
        try await Self.get(configuration)
        #expect(log.all.count == 1)
        #expect(log.all.first?.hasPrefix("CONNECT api.cluster.test:\(server.port) HTTP/1.1\r\n") == true)
        for exceptions in ["cluster.test", ".cluster.test", "*", "api.cluster.test:\(server.port)"] {
          configuration.proxy = try environment(exceptions)
          // There is no such name outside the proxy.
          #expect(await Self.code(configuration) == .resolve)
        }
        configuration.server = try ServerURL("https://127.0.0.1:\(server.port)")
        configuration.proxy = try environment("")
        try await Self.get(configuration)
        #expect(log.all.count == 1, "loopback addresses are reached directly")
      }
    }

    @Test func aKubeconfigsProxyAndServerNameAreUsed() async throws {
      try await behindProxy { server, proxy, log in
        let ca = base64(try Loopback.authority().certificate)
        let kubeconfig = """
          apiVersion: v1
          kind: Config
          current-context: c
          contexts: [{name: c, context: {cluster: c, user: ""}}]
          clusters:
          - name: c
            cluster:
              server: https://127.0.0.1:\(server.port)
              tls-server-name: api.cluster.test
              proxy-url: http://127.0.0.1:\(proxy.port)
              certificate-authority-data: \(ca)
          """
        let environment = ConfigurationEnvironment(
          variables: [:], files: ChangingFile("/config", Array(kubeconfig.utf8)))
        let configuration = try ClientConfiguration.load(kubeconfig: "/config", environment: environment)
        try await Self.get(configuration)
        #expect(log.all.first?.hasPrefix("CONNECT 127.0.0.1:\(server.port) HTTP/1.1\r\n") == true)
        #expect(server.requests.first?.headers["host"] == ["127.0.0.1:\(server.port)"])
      }
    }

    @Test func theFileOfAuthoritiesIsReadAgainAndCountsFromThen() async throws {
      let identity = try Loopback.authority().server()
      try await LoopbackServer.run(LoopbackServer.Security(identity: identity)) { exchange in
        try await exchange.respond(headers: ["content-type": "application/json"], text: "{}")
      } while: { server in
        let trusted = try Loopback.authority().certificate
        let file = ChangingFile("/ca.crt", trusted)
        let uptime = Lock(Duration.zero)
        var clock = CredentialClock.system
        clock.uptime = { uptime.withLock { $0 } }
        var configuration = ClientConfiguration(server: try ServerURL("https://127.0.0.1:\(server.port)"))
        configuration.tls.authority = .file("/ca.crt")
        configuration.files = file
        let client = try await ClusterClient.connect(configuration, requests: RESTClientConfiguration(), clock: clock)
        func status() async -> TransportError.Code? {
          do {
            var request = RESTRequest(verb: "get", path: "/version")
            request.retryPolicy = .never
            _ = try await client.rest.send(request)
            return nil
          } catch {
            return ((error as? KubernetesError)?.cause as? TransportError)?.code
          }
        }
        #expect(await status() == nil)
        file.replace(try TestAuthority("other").certificate)
        #expect(await status() == nil, "not looked at yet")
        uptime.withLock { $0 += .seconds(301) }
        #expect(await status() == .tls, "the server is not trusted any more")
        file.replace(Array("half a file".utf8))
        uptime.withLock { $0 += .seconds(301) }
        #expect(await status() == .tls, "what has no certificate replaces nothing")
        file.replace(trusted)
        uptime.withLock { $0 += .seconds(301) }
        #expect(await status() == nil)
        #expect(server.connectionCount >= 2)
        await client.shutdown()
      }
    }
  }
}

/// One file whose contents the test changes.
private final class ChangingFile: ConfigurationFiles {
  private let path: String
  private let bytes: Lock<[UInt8]>

  init(_ path: String, _ bytes: [UInt8]) {
    self.path = path
    self.bytes = Lock(bytes)
  }

  func replace(_ new: [UInt8]) { bytes.withLock { $0 = new } }

  func read(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
    guard path == self.path else { throw FileAccessError(.notFound, path: path) }
    return bytes.withLock { $0 }
  }
  func replace(_ path: String, with bytes: [UInt8]) throws(FileAccessError) { replace(bytes) }
  func createExclusively(_ path: String) throws(FileAccessError) { throw FileAccessError(.alreadyExists, path: path) }
  func remove(_ path: String) throws(FileAccessError) { throw FileAccessError(.notFound, path: path) }
  func isExecutable(_ path: String) -> Bool { false }
  func isFile(_ path: String) -> Bool { path == self.path }
}

private func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

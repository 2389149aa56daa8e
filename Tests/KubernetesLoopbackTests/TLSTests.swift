import KubernetesClient
import KubernetesCore
import NIOHTTP1
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct TLSTests {
    private static let secure = Way.all.filter { $0.wire != .plain }

    /// What a request ends with: the status, or the error.
    private func outcome(
      _ way: Way, configure: (inout CurlTransportConfiguration) throws -> Void,
      secure: (inout LoopbackServer.Security) throws -> Void = { _ in }
    ) async throws -> (status: Int?, error: TransportError?, requests: [LoopbackRequest]) {
      var configured: Result<Void, any Error> = .success(())
      return try await Loopback.run(way) { configuration in
        configured = Result { try configure(&configuration) }
      } secure: {
        try secure(&$0)
      } handler: { exchange in
        try await exchange.respond()
      } while: { transport, server in
        try configured.get()
        do {
          return (try await transport.send(TransportRequest(target: "/")).status, nil, server.requests)
        } catch {
          return (nil, error as? TransportError, server.requests)
        }
      }
    }

    @Test(arguments: secure) func anUnknownAuthorityIsRefused(_ way: Way) async throws {
      let result = try await outcome(way) { $0.tls.certificateAuthority = try TestAuthority("other").certificate }
      #expect(result.error?.code == .tls)
      #expect(result.error?.isBeforeResponse == true)
      // The reason is told, not only that there is one.
      #expect(result.error?.message.contains("certificate") == true)
      #expect(result.requests.isEmpty)
    }

    @Test(arguments: secure) func theSystemsAuthoritiesAreUsedWithoutOneOfOurOwn(_ way: Way) async throws {
      let result = try await outcome(way) { $0.tls.certificateAuthority = nil }
      #expect(result.error?.code == .tls)
    }

    @Test(arguments: secure) func aServerOfAnOldVersionIsRefused(_ way: Way) async throws {
      let result = try await outcome(way) { _ in
      } secure: {
        $0.speaksOldVersionsOnly = true
      }
      #expect(result.error?.code == .tls)
      #expect(result.requests.isEmpty)
    }

    @Test(arguments: secure) func anUnreadableAuthorityIsRefused(_ way: Way) async throws {
      let result = try await outcome(way) { $0.tls.certificateAuthority = Array("not PEM".utf8) }
      #expect(result.error?.code == .tls)
    }

    @Test(arguments: secure) func aWrongNameIsRefused(_ way: Way) async throws {
      let result = try await outcome(way) { _ in
      } secure: {
        $0.identity = try Loopback.authority().server(names: ["elsewhere.test"], addresses: [])
      }
      #expect(result.error?.code == .tls)
      #expect(result.requests.isEmpty)
    }

    @Test(arguments: secure) func aServerNameOfItsOwnIsAskedForAndVerified(_ way: Way) async throws {
      let result = try await outcome(way) {
        $0.tls.serverName = "cluster.test"
      } secure: {
        $0.identity = try Loopback.authority().server(names: ["cluster.test"], addresses: [])
      }
      #expect(result.status == 200)
      // The name is TLS's business only: the request still goes to the address.
      #expect(result.requests.first?.headers["host"].first?.hasPrefix("127.0.0.1:") == true)
      let wrong = try await outcome(way) {
        $0.tls.serverName = "other.test"
      } secure: {
        $0.identity = try Loopback.authority().server(names: ["cluster.test"])
      }
      #expect(wrong.error?.code == .tls)
    }

    @Test(arguments: secure) func verificationCanBeSwitchedOff(_ way: Way) async throws {
      let result = try await outcome(way) {
        $0.tls.certificateAuthority = nil
        $0.tls.verifiesServer = false
      } secure: {
        $0.identity = try TestAuthority("other").server(names: ["elsewhere.test"], addresses: [])
      }
      #expect(result.status == 200)
    }

    @Test(arguments: secure) func aClientCertificateIsShown(_ way: Way) async throws {
      let clients = try TestAuthority("clients")
      let identity = try clients.client("alice")
      let result = try await outcome(way) {
        $0.tls.certificate = identity.certificate
        $0.tls.privateKey = identity.key
      } secure: {
        $0.clientAuthority = clients.certificate
      }
      #expect(result.status == 200)
      #expect(result.requests.first?.peer == "alice")
    }

    @Test(arguments: secure) func withoutARequiredClientCertificateThereIsNoAnswer(_ way: Way) async throws {
      let clients = try TestAuthority("clients")
      let result = try await outcome(way) { _ in
      } secure: {
        $0.clientAuthority = clients.certificate
      }
      // With TLS 1.3 the refusal comes after the client's side of the handshake; it is none that passes all the same.
      #expect(result.error?.code == .tls)
      #expect(result.requests.isEmpty)
    }

    @Test(arguments: secure) func aKeyOfAnotherCertificateIsRefused(_ way: Way) async throws {
      let clients = try TestAuthority("clients")
      let (alice, bob) = (try clients.client("alice"), try clients.client("bob"))
      let result = try await outcome(way) {
        $0.tls.certificate = alice.certificate
        $0.tls.privateKey = bob.key
      } secure: {
        $0.clientAuthority = clients.certificate
      }
      #expect(result.error?.code == .tls)
    }

    @Test func theKeyNeverPrints() throws {
      let identity = try Loopback.authority().client("alice")
      let tls = TLSMaterial(certificate: identity.certificate, privateKey: identity.key)
      var dumped = ""
      dump(tls, to: &dumped)
      for text in ["\(tls)", String(reflecting: tls), dumped] {
        #expect(!text.contains("PRIVATE"))
        #expect(!text.contains(identity.key.map(String.init).joined(separator: ", ")))
        #expect(text.contains("redacted"))
      }
    }
  }
}

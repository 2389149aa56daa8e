import HTTPTypes
import KubernetesCore
import KubernetesLocks
import Testing

@testable import KubernetesClient

@Suite("Joining credentials and trust")
struct AuthenticatorTests {
  private let files = InMemoryFiles([
    "/ca": TestPEM.certificate("ca"), "/c": TestPEM.certificate("1"), "/k": TestPEM.key("1"), "/t": "one",
  ])
  private let clock = TestClock()

  private func configuration() -> ClientConfiguration {
    var configuration = ClientConfiguration(server: ServerURL(host: "h"))
    configuration.files = files
    configuration.tls = TLSConfiguration(authority: .file("/ca"), serverName: "inner")
    configuration.credentials = CombinedCredentialProvider(
      authorization: TokenFileCredentialProvider(path: "/t", files: files, clock: clock.clock),
      certificate: ClientCertificateProvider(
        chain: .file("/c"), key: .file("/k"), files: files, clock: clock.clock))
    return configuration
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func everythingIsThere() async throws {
    let authentication = try await Authenticator(configuration(), clock: clock.clock).authentication()
    #expect(authentication.authorization == "Bearer one")
    #expect(
      authentication.tls
        == TLSMaterial(
          certificateAuthority: bytes(TestPEM.certificate("ca")), certificate: bytes(TestPEM.certificate("1")),
          privateKey: bytes(TestPEM.key("1")), serverName: "inner", verifiesServer: true))
  }

  @Test func aNewTokenLeavesTheConnectionsAlone() async throws {
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let before = try await authenticator.authentication()
    files["/t"] = "two"
    clock.advance(by: .seconds(60))
    let after = try await authenticator.authentication()
    #expect(after.authorization == "Bearer two")
    #expect(after.generation == before.generation)
  }

  @Test func aNewCertificateIsANewIdentity() async throws {
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let before = try await authenticator.authentication()
    files["/k"] = TestPEM.key("2")
    clock.advance(by: .seconds(1))
    let after = try await authenticator.authentication()
    #expect(after.generation.identity == before.generation.identity + 1)
    #expect(after.generation.trust == before.generation.trust)
    #expect(after.tls.privateKey == bytes(TestPEM.key("2")))
  }

  @Test func authoritiesAreReadAgainAfterFiveMinutes() async throws {
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let before = try await authenticator.authentication()
    files["/ca"] = TestPEM.certificate("new")
    clock.advance(by: .seconds(299))
    #expect(try await authenticator.authentication().generation == before.generation)
    clock.advance(by: .seconds(1))
    let after = try await authenticator.authentication()
    #expect(after.generation.trust == before.generation.trust + 1)
    #expect(after.generation.identity == before.generation.identity)
    #expect(after.tls.certificateAuthority == bytes(TestPEM.certificate("new")))
  }

  @Test(arguments: [nil, "", "nothing"])
  func brokenAuthoritiesKeepTheLastOnes(_ text: String?) async throws {
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let before = try await authenticator.authentication()
    files["/ca"] = text
    clock.advance(by: .seconds(300))
    let after = try await authenticator.authentication()
    #expect(after.generation == before.generation && after.tls == before.tls)
  }

  @Test(arguments: [nil, "", "nothing"])
  func authoritiesThatWereNeverGoodAreAnError(_ text: String?) async throws {
    files["/ca"] = text
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let error = await #expect(throws: KubernetesError.self) { try await authenticator.authentication() }
    #expect(error?.code == .configuration && error?.message.contains("/ca") == true)
  }

  @Test func credentialsAreNotSentInPlainText() async throws {
    var configuration = ClientConfiguration(server: ServerURL(scheme: .http, host: "h"))
    #expect(try await Authenticator(configuration).authentication().authorization == nil)
    configuration.credentials = try StaticCredentialProvider.token("t")
    let authenticator = Authenticator(configuration)
    let error = await #expect(throws: KubernetesError.self) { try await authenticator.authentication() }
    #expect(error?.configurationError?.code == .conflict)
    configuration.unixSocketPath = "/socket"
    #expect(try await Authenticator(configuration).authentication().authorization == "Bearer t")
    configuration.unixSocketPath = nil
    configuration.allowsCredentialsInPlainText = true
    #expect(try await Authenticator(configuration).authentication().authorization == "Bearer t")
  }

  @Test func aRefusalTriesTheTokenAndTheCertificate() async throws {
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let first = try await authenticator.authentication()
    #expect(try await authenticator.authentication(replacing: first) == nil)
    files["/c"] = TestPEM.certificate("2")
    clock.advance(by: .seconds(1))
    let second = try #require(try await authenticator.authentication(replacing: first))
    #expect(second.tls.certificate == bytes(TestPEM.certificate("2")) && second.authorization == "Bearer one")
    files["/t"] = "two"
    let third = try #require(try await authenticator.authentication(replacing: second))
    #expect(third.authorization == "Bearer two" && third.generation == second.generation)
  }

  // MARK: Requests

  @Test func requestsAreAuthorizedAndTheTransportIsKeptUpToDate() async throws {
    let updates = Lock<[TLSMaterial]>([])
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let authorizer = ConnectionAuthorizer(authenticator, initial: try await authenticator.authentication()) { tls in
      updates.withLock { $0.append(tls) }
    }
    var headers = HTTPFields()
    try await authorizer.authorize(&headers)
    #expect(headers[.authorization] == "Bearer one")
    #expect(updates.withLock { $0.isEmpty })
    #expect(try await authorizer.renew(after: headers) == false)
    files["/t"] = "two"
    files["/c"] = TestPEM.certificate("2")
    clock.advance(by: .seconds(60))
    var next = HTTPFields()
    try await authorizer.authorize(&next)
    #expect(next[.authorization] == "Bearer two")
    #expect(updates.withLock { $0.map(\.certificate) } == [bytes(TestPEM.certificate("2"))])
    #expect(try await authorizer.renew(after: headers), "a newer one is there already")
  }

  @Test func aFieldOfTheRequestsOwnIsNotRenewed() async throws {
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let authorizer = ConnectionAuthorizer(authenticator, initial: try await authenticator.authentication()) { _ in }
    #expect(try await authorizer.renew(after: [.authorization: "Bearer of the caller"]) == false)
    #expect(files.readings(of: "/t") == 1)
  }
}

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

  @Test func requestsWaitForTheUpdateThatTheyNeed() async throws {
    let gate = Gate()
    let updates = Lock(0)
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let authorizer = ConnectionAuthorizer(authenticator, initial: try await authenticator.authentication()) { _ in
      await gate.wait()
      updates.withLock { $0 += 1 }
    }
    files["/c"] = TestPEM.certificate("2")
    clock.advance(by: .seconds(1))
    let seen = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 {
        group.addTask {
          var headers = HTTPFields()
          try await authorizer.authorize(&headers)
          return updates.withLock { $0 }
        }
      }
      gate.open()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(seen == Array(repeating: 1, count: 20), "one update, and nobody passes it")
  }

  @Test func aFailedUpdateIsTriedAgain() async throws {
    struct Refused: Error {}
    let updates = Lock(0)
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let authorizer = ConnectionAuthorizer(authenticator, initial: try await authenticator.authentication()) { _ in
      let count = updates.withLock { count in
        count += 1
        return count
      }
      if count == 1 { throw Refused() }
    }
    files["/c"] = TestPEM.certificate("2")
    clock.advance(by: .seconds(1))
    var headers = HTTPFields()
    await #expect(throws: Refused.self) {
      var headers = HTTPFields()
      try await authorizer.authorize(&headers)
    }
    try await authorizer.authorize(&headers)
    #expect(updates.withLock { $0 } == 2)
  }

  @Test func anOvertakenCredentialBringsNoOldCertificateBack() async throws {
    let provider = SteppedProvider()
    var configuration = configuration()
    configuration.credentials = provider
    let authenticator = Authenticator(configuration, clock: clock.clock)
    func certificate(_ text: String) -> ClientCertificate {
      ClientCertificate(chain: bytes(text), key: SensitiveBytes(text))
    }
    provider.next = Credential(certificate: certificate("new"), issue: 2)
    let new = try await authenticator.authentication()
    provider.next = Credential(certificate: certificate("old"), issue: 1)
    let late = try await authenticator.authentication()
    #expect(late.generation == new.generation && late.tls == new.tls)
  }

  @Test func aFieldOfTheRequestsOwnIsNotRenewed() async throws {
    let authenticator = Authenticator(configuration(), clock: clock.clock)
    let authorizer = ConnectionAuthorizer(authenticator, initial: try await authenticator.authentication()) { _ in }
    #expect(try await authorizer.renew(after: [.authorization: "Bearer of the caller"]) == false)
    #expect(files.readings(of: "/t") == 1)
  }
}

/// Gives what it is told to.
private final class SteppedProvider: CredentialProvider {
  private let value = Lock(Credential.anonymous)
  var next: Credential {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
  func credential() async throws -> Credential { next }
  func credential(replacing rejected: Credential) async throws -> Credential? { nil }
}

/// Holds whoever comes until it is opened.
private final class Gate: Sendable {
  private let state = Lock<(isOpen: Bool, waiters: [CheckedContinuation<Void, Never>])>((false, []))

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiters.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  func open() {
    let waiters = state.withLock { state in
      defer { state = (true, []) }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}

import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Client certificates")
struct ClientCertificateTests {
  private let files = InMemoryFiles(["/c": TestPEM.certificate("1"), "/k": TestPEM.key("1")])
  private let clock = TestClock()

  private func provider() -> ClientCertificateProvider {
    ClientCertificateProvider(chain: .file("/c"), key: .file("/k"), files: files, clock: clock.clock)
  }

  private func chain(_ text: String) -> [UInt8] { Array(TestPEM.certificate(text).utf8) }

  @Test func filesAreReadAtMostOnceASecond() async throws {
    let provider = provider()
    for _ in 0..<10 { #expect(try await provider.credential().certificate?.chain == chain("1")) }
    #expect(files.readings(of: "/k") == 1)
    files["/c"] = TestPEM.certificate("2")
    #expect(try await provider.credential().certificate?.chain == chain("1"))
    clock.advance(by: .seconds(1))
    #expect(try await provider.credential().certificate?.chain == chain("2"))
    #expect(files.readings(of: "/k") == 2)
  }

  @Test func aBrokenPairKeepsTheLastOne() async throws {
    let provider = provider()
    _ = try await provider.credential()
    files["/c"] = TestPEM.certificate("2")
    files.fail("/k", with: .permissionDenied)
    clock.advance(by: .seconds(1))
    #expect(try await provider.credential().certificate?.chain == chain("1"))
    files["/k"] = "-----BEGIN PRIVATE"
    #expect(try await provider.credential().certificate?.chain == chain("1"))
    files["/k"] = TestPEM.key("2")
    #expect(try await provider.credential().certificate?.chain == chain("2"))
  }

  @Test func aPairThatChangesWhileItIsReadIsReadAgain() async throws {
    let provider = provider()
    _ = try await provider.credential()
    clock.advance(by: .seconds(1))
    files.beforeReading("/k") { [files] in
      files["/c"] = TestPEM.certificate("2")
      files["/k"] = TestPEM.key("2")
    }
    let certificate = try await provider.credential().certificate
    #expect(certificate == ClientCertificate(chain: chain("2"), key: SensitiveBytes(TestPEM.key("2"))))
  }

  /// Files that are replaced one after the other.
  @Test func aKeyOfAnotherCertificateKeepsTheLastPair() async throws {
    files["/c"] = TestIdentity.one.certificate
    files["/k"] = TestIdentity.one.key
    let provider = provider()
    let old = try await provider.credential().certificate
    files["/c"] = TestIdentity.two.certificate
    clock.advance(by: .seconds(1))
    #expect(try await provider.credential().certificate == old)
    files["/k"] = TestIdentity.two.key
    #expect(try await provider.credential().certificate?.chain == Array(TestIdentity.two.certificate.utf8))
  }

  @Test(arguments: [
    (TestIdentity.one, TestIdentity.one.key, true), (TestIdentity.one, TestIdentity.one.otherKey, true),
    (TestIdentity.one, TestIdentity.two.key, false), (TestIdentity.one, TestIdentity.two.otherKey, false),
    (TestIdentity.rsa, TestIdentity.rsa.key, true), (TestIdentity.rsa, TestIdentity.rsa.otherKey, true),
    (TestIdentity.rsa, TestIdentity.one.key, false), (TestIdentity.one, TestIdentity.rsa.key, false),
    (TestIdentity.one, TestIdentity.rsa.otherKey, false), (TestIdentity.one, TestPEM.key(), true),
  ])
  func whatBelongsTogetherIsTold(_ identity: TestIdentity, _ key: String, _ belongs: Bool) {
    let result = CertificateMatch.mayBelongTogether(chain: Array(identity.certificate.utf8), key: Array(key.utf8))
    #expect(result == belongs)
  }

  @Test func damagedKeysAreNoReasonToStop() throws {
    let key = PEM.blocks(in: Array(TestIdentity.rsa.otherKey.utf8))[0].contents
    let chain = Array(TestIdentity.rsa.certificate.utf8)
    for count in stride(from: 0, to: key.count, by: 7) {
      let cut = "-----BEGIN RSA PRIVATE KEY-----\n\(base64(key.prefix(count)))\n-----END RSA PRIVATE KEY-----\n"
      _ = CertificateMatch.mayBelongTogether(chain: chain, key: Array(cut.utf8))
    }
  }

  @Test func aPairThatWasNeverGoodIsAnError() async throws {
    files["/k"] = nil
    let provider = provider()
    let error = await #expect(throws: KubernetesError.self) { try await provider.credential() }
    #expect(error?.code == .credentials && error?.message.contains("/k") == true)
  }

  @Test func aRefusalReadsTheFilesAtOnce() async throws {
    let provider = provider()
    let old = try await provider.credential()
    #expect(try await provider.credential(replacing: old) == nil)
    files["/c"] = TestPEM.certificate("2")
    let current = try await provider.credential()
    #expect(current.certificate?.chain == chain("1"))
    #expect(try await provider.credential(replacing: current)?.certificate?.chain == chain("2"))
    #expect(try await provider.credential(replacing: old)?.certificate?.chain == chain("2"))
  }

  @Test func dataIsNeverReadAgain() async throws {
    let provider = ClientCertificateProvider(
      chain: .data(SensitiveBytes(TestPEM.certificate())), key: .data(SensitiveBytes(TestPEM.key())), files: files,
      clock: clock.clock)
    let first = try await provider.credential()
    clock.advance(by: .seconds(100_000))
    #expect(try await provider.credential() == first)
    #expect(try await provider.credential(replacing: first) == nil)
  }

  @Test(arguments: [
    (TestPEM.certificate(), true, false), (TestPEM.key(), false, true),
    (TestPEM.block("EC PRIVATE KEY", "x"), false, true),
    ("text\n" + TestPEM.certificate() + "more", true, false), (TestPEM.certificate().replacingLineFeeds, true, false),
    ("-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----", false, false),
    ("-----BEGIN CERTIFICATE-----\nYQ==\n-----END PRIVATE KEY-----", false, false),
    ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----", false, false), ("", false, false),
    (TestPEM.key() + TestPEM.certificate(), true, true),
  ])
  func armourIsRead(_ text: String, _ hasCertificate: Bool, _ hasKey: Bool) {
    #expect(PEM.hasCertificate(Array(text.utf8)) == hasCertificate)
    #expect(PEM.hasPrivateKey(Array(text.utf8)) == hasKey)
  }
}

extension String {
  fileprivate var replacingLineFeeds: String { split(separator: "\n").joined(separator: "\r\n") }
}

import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Fixed credentials")
struct StaticCredentialTests {
  @Test func tokensAndPasswordsBecomeFields() async throws {
    #expect(try await StaticCredentialProvider.token("abc").credential().authorization == "Bearer abc")
    let basic = try StaticCredentialProvider.basic(username: "Aladdin", password: "open sesame")
    // The example of RFC 7617, section 2.
    #expect(try await basic.credential().authorization == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    #expect(try await StaticCredentialProvider.anonymous.credential() == .anonymous)
  }

  @Test func nothingReplacesThem() async throws {
    let provider = try StaticCredentialProvider.token("abc")
    #expect(try await provider.credential(replacing: try await provider.credential()) == nil)
  }

  @Test(arguments: ["", " ", "a b", "a\u{0}", "tok\u{F6}n", "a\r\nHost: x"])
  func whatNoFieldCanCarryIsRefused(_ token: String) {
    #expect(throws: KubernetesError.self) { try StaticCredentialProvider.token(SensitiveString(token)) }
  }
}

import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Tokens in files")
struct TokenFileTests {
  private let files = InMemoryFiles(["/token": "  one\r\n"])
  private let clock = TestClock()

  private func provider(initial: SensitiveString? = nil) -> TokenFileCredentialProvider {
    TokenFileCredentialProvider(path: "/token", initialToken: initial, files: files, clock: clock.clock)
  }

  @Test func whiteSpaceDoesNotCount() async throws {
    #expect(try await provider().credential().authorization == "Bearer one")
  }

  @Test func theFileIsReadAgainAfterFiftySeconds() async throws {
    let provider = provider()
    _ = try await provider.credential()
    files["/token"] = "two"
    clock.advance(by: .seconds(49))
    #expect(try await provider.credential().authorization == "Bearer one")
    #expect(files.readings(of: "/token") == 1)
    clock.advance(by: .seconds(1))
    #expect(try await provider.credential().authorization == "Bearer two")
    #expect(files.readings(of: "/token") == 2)
  }

  @Test func anUnreadableFileKeepsTheLastToken() async throws {
    let provider = provider()
    _ = try await provider.credential()
    clock.advance(by: .seconds(60))
    files.fail("/token", with: .permissionDenied)
    #expect(try await provider.credential().authorization == "Bearer one")
    files["/token"] = " \n"
    #expect(try await provider.credential().authorization == "Bearer one")
    files["/token"] = "three"
    #expect(try await provider.credential().authorization == "Bearer three", "the next request tries again")
  }

  @Test(arguments: ["", "\n", "a b", "a\nb"])
  func aFileWithoutATokenIsAnErrorAtFirst(_ text: String) async throws {
    files["/token"] = text
    let provider = provider()
    let error = await #expect(throws: KubernetesError.self) { try await provider.credential() }
    #expect(error?.code == .credentials)
    #expect(error?.message.contains("/token") == true)
  }

  @Test func theInitialTokenStandsInForTheFile() async throws {
    files["/token"] = nil
    let provider = provider(initial: "first")
    #expect(try await provider.credential().authorization == "Bearer first")
    files["/token"] = "two"
    #expect(try await provider.credential().authorization == "Bearer two")
  }

  @Test func aRefusalReadsTheFileAtOnce() async throws {
    let provider = provider()
    let old = try await provider.credential()
    files["/token"] = "two"
    #expect(try await provider.credential(replacing: old)?.authorization == "Bearer two")
    #expect(try await provider.credential().authorization == "Bearer two")
  }

  @Test func manyRefusalsOfOneTokenReadTheFileOnce() async throws {
    let provider = provider()
    let old = try await provider.credential()
    for _ in 0..<100 { #expect(try await provider.credential(replacing: old) == nil) }
    #expect(files.readings(of: "/token") == 2)
    files["/token"] = "two"
    let current = try await provider.credential()
    #expect(try await provider.credential(replacing: current)?.authorization == "Bearer two")
    for _ in 0..<100 { #expect(try await provider.credential(replacing: old)?.authorization == "Bearer two") }
    #expect(files.readings(of: "/token") == 3)
  }
}

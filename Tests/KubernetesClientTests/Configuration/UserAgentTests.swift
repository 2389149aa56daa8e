import Testing

@testable import KubernetesClient

@Suite("The user agent")
struct UserAgentTests {
  @Test(arguments: [
    ("/usr/bin/my-controller", "my-controller/client-swift ("), ("", "unknown/client-swift ("), ("a b\r\né", "a-b---"),
  ])
  func theProgramIsNamed(_ executable: String, _ prefix: String) {
    #expect(UserAgent.text(for: executable).hasPrefix(prefix))
    #expect(UserAgent.text(for: executable).utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
  }
}

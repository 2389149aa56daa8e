import Testing

@testable import KubernetesTesting

@Suite struct ControlPlaneUserTests {
  @Test func tokensDiffer() {
    let tokens = Set((0..<100).map { _ in ControlPlaneUser.randomToken() })
    #expect(tokens.count == 100)
    #expect(tokens.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
  }

  @Test func aUserIsOneLineOfTheTokenFile() throws {
    let user = ControlPlaneUser(name: "ada", groups: ["makers", "readers"], token: "t0")
    #expect(try user.line() == "t0,ada,ada,\"makers,readers\"\n")
  }

  @Test(arguments: ["", "a\"b", "a,b", "a\nb"])
  func whatWouldBreakTheFileIsRefused(_ name: String) {
    #expect(throws: ControlPlaneError.self) { try ControlPlaneUser(name: name).line() }
    #expect(throws: ControlPlaneError.self) { try ControlPlaneUser(name: "ada", groups: [name]).line() }
  }
}

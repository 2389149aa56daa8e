import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Time limits of command lines")
struct RequestTimeoutTests {
  @Test(arguments: [
    ("5", Duration.seconds(5)), ("1m30s", .seconds(90)), ("250ms", .milliseconds(250)), ("0", nil), ("0s", nil),
  ])
  func secondsAndLengthsAreRead(_ text: String, _ expected: Duration?) throws {
    var overrides = KubeconfigOverrides()
    overrides.requestTimeout = .seconds(1)
    try overrides.setRequestTimeout(text)
    #expect(overrides.requestTimeout == expected)
  }

  @Test(arguments: ["", "x", "-1", "-5s", "5 s", "1.5"])
  func anythingElseIsAnError(_ text: String) {
    var overrides = KubeconfigOverrides()
    let error = #expect(throws: KubernetesError.self) { try overrides.setRequestTimeout(text) }
    #expect(error?.code == .configuration)
  }
}

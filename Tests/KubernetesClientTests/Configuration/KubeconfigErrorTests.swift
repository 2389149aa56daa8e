import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Errors of a kubeconfig name file, entry, field and remedy")
struct KubeconfigErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var yaml: String
    var entry: String?
    var field: String?
    var problem: String
    var testDescription: String { yaml }
  }

  @Test(arguments: [
    Case(yaml: "kind: Pod", field: "kind", problem: "this is a Pod, not a Config"),
    Case(yaml: "apiVersion: v2", field: "apiVersion", problem: "the version v2 is not known"),
    Case(yaml: "- a", problem: "a mapping is expected, but there is a list"),
    Case(yaml: "clusters: foo", field: "clusters", problem: "a list is expected, but there is text"),
    Case(
      yaml: "clusters: [5]", field: "clusters[0]",
      problem: "a mapping is expected, but there is a number, boolean or date"),
    Case(yaml: "users: [{name: a}, {user: {}}]", field: "users[1].name", problem: "the entry has no name"),
    Case(
      yaml: "users: [{name: a, user: {token: [x]}}]", entry: #"user "a""#, field: "token",
      problem: "text is expected, but there is a list"),
    Case(
      yaml: "clusters: [{name: a, cluster: {insecure-skip-tls-verify: maybe}}]", entry: #"cluster "a""#,
      field: "insecure-skip-tls-verify", problem: "true or false is expected, but there is text"),
    Case(
      yaml: "users: [{name: a, user: {client-key-data: '%%%'}}]", entry: #"user "a""#, field: "client-key-data",
      problem: "not valid base64"),
    Case(
      yaml: "users: [{name: a, user: {exec: {env: [{name: A, value: {}}]}}}]", entry: #"user "a""#,
      field: "exec.env[0].value", problem: "text is expected, but there is a mapping"),
    Case(
      yaml: "users: [{name: a, user: {as-user-extra: {k: v}}}]", entry: #"user "a""#, field: "as-user-extra.k",
      problem: "a list is expected, but there is text"),
    Case(
      yaml: "contexts: [{name: a, context: {extensions: [{extension: 1}]}}]", entry: #"context "a""#,
      field: "extensions[0].name", problem: "the extension has no name"),
  ])
  func aFieldIsNamed(_ expected: Case) throws {
    let error = try #require(throws: KubernetesError.self) { try Kubeconfig(yaml: expected.yaml, file: "/k/config") }
    #expect(error.code == .configuration)
    let detail = try #require(error.configurationError)
    #expect(detail.file == "/k/config")
    #expect(detail.entry == expected.entry)
    #expect(detail.field == expected.field)
    #expect(detail.problem == expected.problem)
    #expect(error.message.hasPrefix("/k/config: "))
  }

  @Test func brokenSyntaxIsPlacedWithoutQuotingTheFile() throws {
    let error = try #require(throws: KubernetesError.self) {
      try Kubeconfig(yaml: "users:\n- name: a\n  user: {token: sup3rsecret, ]\n", file: "/k/config")
    }
    #expect(error.configurationError?.code == .invalidSyntax)
    #expect(error.message.contains("line 3"))
    #expect(!"\(error)".contains("sup3rsecret"))
    var dumped = ""
    dump(error, to: &dumped)
    #expect(!dumped.contains("sup3rsecret"))
  }

  @Test func aRepeatedKeyIsAnError() throws {
    let error = try #require(throws: KubernetesError.self) { try Kubeconfig(yaml: "users: []\nusers: []\n") }
    #expect(error.message.contains("the same key twice: users"))
  }

  @Test func bytesThatAreNoTextAreAnError() {
    #expect(throws: KubernetesError.self) { try Kubeconfig(yaml: [0xC3, 0x28]) }
    #expect(throws: KubernetesError.self) { try Kubeconfig(yaml: "a: \u{0}b") }
  }

  @Test func depthIsBounded() {
    let deep = "a: " + String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(throws: KubernetesError.self) { try Kubeconfig(yaml: deep) }
    #expect(throws: KubernetesError.self) { try Kubeconfig(yaml: String(repeating: "[", count: 100_000)) }
  }

  @Test func aliasesCannotGrowWithoutBound() {
    var text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for level in 1...8 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    let error = #expect(throws: KubernetesError.self) { try Kubeconfig(yaml: text) }
    #expect(error?.message.contains("too large") == true)
  }
}

import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Contradictions and gaps of the entries that are used")
struct KubeconfigValidationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var cluster = "server: https://h"
    var user = ""
    var code: ConfigurationError.Code = .invalidField
    var field: String
    var part: String
    var testDescription: String { "\(cluster) | \(user)" }
  }

  private static func exec(_ fields: String) -> String { "exec: {\(fields)}" }
  private static let v1 = "apiVersion: client.authentication.k8s.io/v1"

  @Test(arguments: [
    Case(cluster: "tls-server-name: x", field: "server", part: "no server"),
    Case(cluster: "server: 'ftp://h'", field: "server", part: "scheme ftp"),
    Case(
      cluster: "server: 'h:1', certificate-authority: ca.pem", code: .conflict, field: "server", part: "write https://"),
    Case(cluster: "server: https://h, proxy-url: 'p:1'", field: "proxy-url", part: "no scheme"),
    Case(
      cluster:
        "server: https://h, certificate-authority: ca.pem, certificate-authority-data: \(base64(TestPEM.certificate()))",
      code: .conflict, field: "certificate-authority", part: "both"),
    Case(
      cluster: "server: https://h, certificate-authority: ca.pem, insecure-skip-tls-verify: true", code: .conflict,
      field: "insecure-skip-tls-verify", part: "not to be verified"),
    Case(
      cluster: "server: https://h, certificate-authority: gone.pem", code: .unreadableFile,
      field: "certificate-authority",
      part: "/k/gone.pem: there is no such file"),
    Case(cluster: "server: https://h, certificate-authority: empty", field: "certificate-authority", part: "no PEM"),
    Case(
      cluster: "server: https://h, certificate-authority-data: YQ==", field: "certificate-authority-data",
      part: "no PEM"),
    Case(user: "token: a, username: b", code: .conflict, field: "token", part: "both"),
    Case(user: "tokenFile: token, password: b", code: .conflict, field: "token", part: "both"),
    Case(user: "password: b", field: "username", part: "without a user name"),
    Case(user: "username: 'a:b'", field: "username", part: "colon"),
    Case(user: "token: 'a b'", field: "token", part: "no bearer token"),
    Case(user: "token: 'a\\r\\nX: y'".replacingQuotes, field: "token", part: "no bearer token"),
    Case(user: "tokenFile: gone", field: "tokenFile", part: "/k/gone"),
    Case(user: "tokenFile: empty", field: "tokenFile", part: "is empty"),
    Case(user: "client-certificate: cert", field: "client-key", part: "without a key"),
    Case(
      user: "client-certificate: gone, client-key: key", code: .unreadableFile, field: "client-certificate",
      part: "/k/gone"),
    Case(
      user: "client-certificate: cert, client-key: gone", code: .unreadableFile, field: "client-key", part: "/k/gone"),
    Case(user: "client-certificate: key, client-key: key", field: "client-certificate", part: "no PEM certificate"),
    Case(user: "client-certificate: cert, client-key-data: YQ==", field: "client-key-data", part: "no PEM private key"),
    Case(user: exec(v1), field: "exec.command", part: "no command"),
    Case(user: exec("command: x"), field: "exec.apiVersion", part: "no version"),
    Case(
      user: exec("command: x, apiVersion: client.authentication.k8s.io/v1alpha1"), code: .unsupported,
      field: "exec.apiVersion", part: "not spoken any more"),
    Case(user: exec("command: x, \(v1)"), field: "exec.interactiveMode", part: "needs an interactive mode"),
    Case(
      user: exec("command: x, \(v1), interactiveMode: Maybe"), field: "exec.interactiveMode", part: "Maybe is not known"
    ),
    Case(
      user: exec("command: x, \(v1), interactiveMode: Never, env: [{value: x}]"), field: "exec.env[0].name",
      part: "no usable name"),
    Case(
      user: exec("command: x, \(v1), interactiveMode: Never") + ", auth-provider: {name: gcp}", code: .conflict,
      field: "auth-provider", part: "both"),
    Case(
      user: "auth-provider: {name: gcp}", code: .unsupported, field: "auth-provider", part: "gke-gcloud-auth-plugin"),
    Case(
      user: "auth-provider: {name: azure}", code: .unsupported, field: "auth-provider",
      part: "kubelogin convert-kubeconfig"),
    Case(user: "auth-provider: {name: oidc}", code: .unsupported, field: "auth-provider", part: "oidc-login"),
    Case(user: "auth-provider: {name: mine}", code: .unsupported, field: "auth-provider", part: "exec entry"),
  ])
  func theFieldIsNamed(_ expected: Case) throws {
    let error = try #require(throws: KubernetesError.self) { try resolve(expected.cluster, expected.user) }
    let detail = try #require(error.configurationError)
    #expect(detail.code == expected.code)
    #expect(detail.file == "/k/config")
    #expect(detail.entry == (expected.user.isEmpty ? #"cluster "c""# : #"user "u""#))
    #expect(detail.field == expected.field)
    #expect(error.message.contains(expected.part), "\(error.message)")
    #expect(detail.remedy != nil || expected.part == "colon")
  }

  private let files = InMemoryFiles([
    "/k/ca.pem": TestPEM.certificate(), "/k/cert": TestPEM.certificate(), "/k/key": TestPEM.key(), "/k/empty": " \n",
    "/k/token": "t",
  ])

  private func resolve(_ cluster: String, _ user: String) throws -> ClientConfiguration {
    let text =
      "current-context: x\nclusters: [{name: c, cluster: {\(cluster)}}]\nusers: [{name: u, user: {\(user)}}]\n"
      + "contexts: [{name: x, context: {cluster: c, user: u}}]"
    return try Kubeconfig(yaml: text, file: "/k/config").resolve(environment: .test(files))
  }

  @Test func dataBeatsFiles() async throws {
    let data =
      "client-certificate-data: \(base64(TestPEM.certificate("data"))), client-key-data: \(base64(TestPEM.key("data")))"
    let configuration = try resolve("server: https://h", "client-certificate: cert, client-key: gone, \(data)")
    let certificate = try #require(try await configuration.credentials.credential().certificate)
    #expect(certificate.chain == Array(TestPEM.certificate("data").utf8))
    #expect(certificate.key.reveal() == Array(TestPEM.key("data").utf8))
    #expect(configuration.notices.count == 2)
  }

  @Test func aTokenAndACertificateAreSentTogether() async throws {
    let configuration = try resolve("server: https://h", "token: t, client-certificate: cert, client-key: key")
    let credential = try await configuration.credentials.credential()
    #expect(credential.authorization == "Bearer t" && credential.certificate != nil)
  }

  @Test func theTokenFileBeatsTheToken() async throws {
    let configuration = try resolve("server: https://h", "token: initial, tokenFile: token")
    #expect(try await configuration.credentials.credential().authorization == "Bearer t")
    let initial = try resolve("server: https://h", "token: initial, tokenFile: gone")
    #expect(try await initial.credentials.credential().authorization == "Bearer initial")
  }

  @Test func aKeyWithoutACertificateIsNotUsed() async throws {
    let configuration = try resolve("server: https://h", "client-key: key")
    #expect(try await configuration.credentials.credential() == .anonymous)
    #expect(configuration.notices.count == 1)
  }

  @Test func exceptForATokenNothingKeepsThePlugInFromRunning() throws {
    let exec = "exec: {command: /bin/x, apiVersion: client.authentication.k8s.io/v1beta1}"
    #expect(try resolve("server: https://h", exec).credentials is ExecCredentialProvider)
    for other in ["token: t", "username: n", "client-certificate: cert, client-key: key"] {
      #expect(!(try resolve("server: https://h", "\(exec), \(other)").credentials is ExecCredentialProvider))
    }
  }
}

extension String {
  /// Single quotes, in which YAML knows no escapes, become double ones.
  fileprivate var replacingQuotes: String { String(map { $0 == "'" ? "\"" : $0 }) }
}

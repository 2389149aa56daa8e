import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Minifying and flattening")
struct KubeconfigMinifyingTests {
  private let text = """
    current-context: x
    clusters: [{name: a, cluster: {server: https://a, certificate-authority: ca}}, {name: b, cluster: {server: https://b}}]
    users: [{name: u, user: {client-certificate: c, client-key: k, tokenFile: t}}, {name: v, user: {token: t}}]
    contexts: [{name: x, context: {cluster: a, user: u}}, {name: y, context: {cluster: b, user: nobody}}]
    """

  @Test func onlyWhatTheContextNeedsIsLeft() throws {
    let config = try Kubeconfig(yaml: text, file: "/f/config")
    let current = try config.minified()
    #expect(current.clusters.map(\.name) == ["a"] && current.users.map(\.name) == ["u"])
    #expect(current.contexts.map(\.name) == ["x"])
    let other = try config.minified(context: "y")
    #expect(other.currentContext == "y" && other.clusters.map(\.name) == ["b"] && other.users.isEmpty)
  }

  @Test func anUnknownContextIsAnError() throws {
    let config = try Kubeconfig(yaml: text)
    let error = #expect(throws: KubernetesError.self) { try config.minified(context: "z") }
    #expect(error?.message == #"there is no context "z"; choose another: there are "x", "y""#)
    #expect(throws: KubernetesError.self) { try Kubeconfig().minified() }
  }

  @Test func filesAreTakenIn() throws {
    let files = InMemoryFiles(["/f/ca": "CA", "/f/c": "CERT", "/f/k": "KEY"])
    let flat = try Kubeconfig(yaml: text, file: "/f/config").flattened(files: files)
    #expect(flat.clusters["a"]?.certificateAuthorityData == Array("CA".utf8))
    #expect(flat.clusters["a"]?.certificateAuthority == nil)
    #expect(flat.users["u"]?.clientCertificateData == Array("CERT".utf8))
    #expect(flat.users["u"]?.clientKeyData?.reveal() == Array("KEY".utf8))
    #expect(flat.users["u"]?.clientKey == nil && flat.users["u"]?.clientCertificate == nil)
    #expect(flat.users["u"]?.tokenFile == "/f/t")
  }

  @Test func aMissingFileIsNamed() throws {
    let config = try Kubeconfig(yaml: text, file: "/f/config")
    let error = try #require(throws: KubernetesError.self) {
      try config.flattened(files: InMemoryFiles(["/f/ca": "CA", "/f/c": "CERT"]))
    }
    #expect(error.configurationError?.entry == #"user "u""# && error.configurationError?.field == "client-key")
    #expect(error.message.contains("/f/k"))
  }
}

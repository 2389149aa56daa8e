import KubernetesClient
import Testing

@testable import KubernetesTesting

@Suite struct ControlPlaneEndpointTests {
  private let endpoint = ControlPlaneEndpoint(
    port: 20_001, certificateAuthority: "CA", admin: ControlPlaneAuthority.Identity(certificate: "CERT", key: "KEY"))

  @Test func theKubeconfigHasAContextForEveryUser() {
    let text = endpoint.kubeconfig(users: [ControlPlaneUser(name: "ada", token: "t0")], currentContext: "ada")
    #expect(text.contains("server: https://127.0.0.1:20001\n"))
    #expect(text.contains("current-context: \"ada\"\n"))
    #expect(text.contains("- name: \"ada\"\n  context: {cluster: control-plane, user: \"ada\"}\n"))
    #expect(text.contains("- name: \"ada\"\n  user:\n    token: \"t0\"\n"))
    #expect(text.contains("certificate-authority-data: Q0E=\n"))
    #expect(text.contains("client-key-data: S0VZ\n"))
  }

  @Test func everyIdentityTrustsTheControlPlanesOwnAuthorityOnly() async throws {
    let user = ControlPlaneUser(name: "ada", token: "t0")
    for configuration in [
      endpoint.adminConfiguration, endpoint.configuration(as: user), endpoint.anonymousConfiguration,
    ] {
      #expect(configuration.tls == TLSConfiguration(authority: .data(Array("CA".utf8))))
      #expect("\(configuration.server)" == "https://127.0.0.1:20001")
    }
    let admin = try await endpoint.adminConfiguration.credentials.credential()
    #expect(admin.certificate == ClientCertificate(chain: Array("CERT".utf8), key: SensitiveBytes("KEY")))
    #expect(admin.authorization == nil)
    let token = try await endpoint.configuration(as: user).credentials.credential()
    #expect(token == .bearer("t0"))
    #expect(try await endpoint.anonymousConfiguration.credentials.credential() == .anonymous)
  }
}

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

  @Test func onlyTheAdministratorsTransportHasACertificate() {
    #expect(endpoint.adminTransport.tls.certificate == Array("CERT".utf8))
    #expect(endpoint.adminTransport.tls.privateKey == Array("KEY".utf8))
    #expect(endpoint.anonymousTransport.tls.certificate == nil)
    #expect(endpoint.anonymousTransport.tls.certificateAuthority == Array("CA".utf8))
    #expect(endpoint.anonymousTransport.tls.verifiesServer)
  }
}

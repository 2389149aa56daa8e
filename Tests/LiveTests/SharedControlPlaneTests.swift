import KubernetesClient
import KubernetesCore
import KubernetesTesting
import Testing

extension Live {
  /// The control plane that live suites share.
  @Suite struct SharedControlPlaneTests {
    @Test func isReady() async throws {
      let cluster = try LiveControlPlane.current()
      let transport = try CurlTransport(cluster.apiServer.adminTransport)
      #expect(try await transport.send(TransportRequest(target: "/readyz")).status == 200)
    }
  }
}

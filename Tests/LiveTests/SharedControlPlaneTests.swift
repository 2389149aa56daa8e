import KubernetesClient
import KubernetesCore
import Testing

extension Live {
  /// The cluster that live suites share.
  @Suite struct SharedControlPlaneTests {
    @Test func isReadyAndSaysItsVersion() async throws {
      try await withClusterClient(try LiveControlPlane.configuration()) { client in
        let ready = try await client.rest.send(RESTRequest(verb: "get", path: "/readyz"))
        #expect(ready.status == 200)
        #expect(try await client.discovery.serverVersion().major == "1")
      }
    }
  }
}

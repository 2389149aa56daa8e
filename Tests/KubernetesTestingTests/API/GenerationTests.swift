import Testing

@testable import KubernetesTesting

/// What counts as a change of the desired state, where no older server can be asked.
@Suite("Generations")
struct GenerationTests {
  let client = TestClient()
  let slices = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices"
  let merge = "application/merge-patch+json"

  private func generation(_ patch: String) async throws -> JSON? {
    try await client.patch(slices + "/s", merge, patch).json["metadata"]?["generation"]
  }

  @Test func labelsOfEndpointSlicesCount() async throws {
    _ = try await client.post(
      slices,
      #"{"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1","metadata":{"name":"s"},"addressType":"IPv4","endpoints":[]}"#
    )
    #expect(try await generation(#"{"metadata":{"annotations":{"a":"b"}}}"#) == 1)
    #expect(try await generation(#"{"metadata":{"labels":{"a":"b"}}}"#) == 2)
    #expect(try await generation(#"{"metadata":{"labels":{"a":"b"}}}"#) == 2)
    #expect(try await generation(#"{"endpoints":[{"addresses":["192.0.2.1"]}]}"#) == 3)
  }

  @Test func annotationsOfDeploymentsCount() async throws {
    let path = "/apis/apps/v1/namespaces/default/deployments"
    _ = try await client.post(path, Samples.deployment)
    let answer = try await client.patch(path + "/web", merge, #"{"metadata":{"annotations":{"a":"b"}}}"#)
    #expect(answer.json["metadata"]?["generation"] == 2)
  }
}

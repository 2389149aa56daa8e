import Testing

@testable import KubernetesTesting

@Suite("Protection of volumes in use")
struct VolumeProtectionTests {
  private static let claims = "/api/v1/namespaces/default/persistentvolumeclaims"
  private static let pods = "/api/v1/namespaces/default/pods"
  private static let claim =
    #"{"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}"#
  private static let pod =
    #"{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}],"volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"c"}}]}}"#

  @Test func newClaimsAreProtected() async throws {
    let client = TestClient()
    let answer = try await client.post(Self.claims, Self.claim)
    #expect(answer.json["metadata"]?["finalizers"] == ["kubernetes.io/pvc-protection"])
    // Nobody owns what the server adds.
    #expect(answer.json["metadata"]?["managedFields"]?.array?.first?["fieldsV1"]?["f:metadata"] == nil)
  }

  @Test func anUnusedClaimGoesAtOnce() async throws {
    let client = TestClient()
    _ = try await client.post(Self.claims, Self.claim)
    #expect(try await client.delete(Self.claims + "/c").status == 200)
    #expect(try await client.get(Self.claims + "/c").status == 404)
  }

  @Test func aUsedClaimStaysUntilThePodGoes() async throws {
    let client = TestClient()
    _ = try await client.post(Self.claims, Self.claim)
    _ = try await client.post(Self.pods, Self.pod)
    _ = try await client.delete(Self.claims + "/c")
    #expect(try await client.get(Self.claims + "/c").json["metadata"]?["deletionTimestamp"] != nil)
    _ = try await client.delete(Self.pods + "/p")
    #expect(try await client.get(Self.claims + "/c").status == 404)
  }

  @Test func withoutControllersNobodyTakesTheFinalizerAway() async throws {
    let client = TestClient { $0.collectsGarbage = false }
    _ = try await client.post(Self.claims, Self.claim)
    _ = try await client.delete(Self.claims + "/c")
    #expect(try await client.get(Self.claims + "/c").status == 200)
  }
}

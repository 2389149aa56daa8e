import Testing

@testable import KubernetesTesting

@Suite("Autoscalers in two versions")
struct AutoscalerTests {
  let client = TestClient()

  @Test func keepTheirMetricsWhenAnOlderVersionWrites() async throws {
    func path(_ version: String) -> String {
      "/apis/autoscaling/\(version)/namespaces/default/horizontalpodautoscalers"
    }
    let spec =
      #"{"maxReplicas":3,"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"d"},"metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":50}}},{"type":"Resource","resource":{"name":"memory","target":{"type":"AverageValue","averageValue":"1Gi"}}},{"type":"Object","object":{"describedObject":{"kind":"Service","name":"s","apiVersion":"v1"},"metric":{"name":"m"},"target":{"type":"Value","value":"5"}}}],"behavior":{"scaleDown":{"stabilizationWindowSeconds":30}}}"#
    let made = try await client.post(
      path("v2"),
      #"{"kind":"HorizontalPodAutoscaler","apiVersion":"autoscaling/v2","metadata":{"name":"h"},"spec":\#(spec)}"#)
    #expect(made.status == 201, "\(made.message ?? "")")
    let old = try await client.patch(path("v1") + "/h", ThingDefinition.merge, #"{"metadata":{"labels":{"a":"b"}}}"#)
    #expect(old.json["spec"]?["targetCPUUtilizationPercentage"] == 50)
    #expect(old.json["metadata"]?["annotations"]?.object?.count == 2)
    let new = try await client.get(path("v2") + "/h").json
    #expect(new["metadata"]?["labels"] == ["a": "b"])
    #expect(new["metadata"]?["annotations"] == nil)
    #expect(new["spec"] == made.json["spec"])
    #expect(new[path: "spec", "behavior", "scaleUp", "selectPolicy"] == "Max")
  }
}

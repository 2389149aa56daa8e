import Testing

@testable import KubernetesTesting

/// Some resources insist on being told which version an update replaces.
@Suite("Updates that name no version")
struct ConditionalUpdateTests {
  private let client = TestClient()

  @Test(arguments: [
    ("coordination.k8s.io/v1", "Lease", "leases", true, #""spec":{"holderIdentity":"a"}"#),
    (
      "policy/v1", "PodDisruptionBudget", "poddisruptionbudgets", true,
      #""spec":{"minAvailable":1,"selector":{"matchLabels":{"a":"b"}}}"#
    ),
    ("node.k8s.io/v1", "RuntimeClass", "runtimeclasses", false, #""handler":"h""#),
    ("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations", false, ""),
  ]) func areRefused(
    _ version: String, _ kind: String, _ plural: String, _ isNamespaced: Bool, _ rest: String
  )
    async throws
  {
    let path = "/apis/\(version)/\(isNamespaced ? "namespaces/default/" : "")\(plural)"
    func object(_ more: String) -> String {
      #"{"apiVersion":"\#(version)","kind":"\#(kind)","metadata":{"name":"x"\#(more)}\#(rest.isEmpty ? "" : ",")\#(rest)}"#
    }
    let made = try await client.post(path, object(""))
    #expect(made.status == 201, "\(made.json)")
    for more in ["", #","resourceVersion":"0""#] {
      let answer = try await client.put(path + "/x", object(more))
      #expect(answer.status == 422)
      #expect(answer.json["details"]?["causes"]?.array?.first?["field"] == "metadata.resourceVersion")
    }
    let current = made.json["metadata"]?["resourceVersion"]?.string ?? ""
    #expect(try await client.put(path + "/x", object(#","resourceVersion":"\#(current)""#)).status == 200)
  }

  @Test func makeALeaseThatIsNotThere() async throws {
    let path = "/apis/coordination.k8s.io/v1/namespaces/default/leases/l"
    let lease = #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"l","resourceVersion":"0"}}"#
    #expect(try await client.put(path, lease).status == 201)
  }
}

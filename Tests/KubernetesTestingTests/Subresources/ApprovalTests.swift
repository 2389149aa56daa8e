import KubernetesCore
import Testing

@testable import KubernetesTesting

@Suite("Approving requests for certificates")
struct ApprovalTests {
  let client = TestClient()
  let requests = "/apis/certificates.k8s.io/v1/certificatesigningrequests"
  let merge = "application/merge-patch+json"

  private func make() async throws {
    let answer = try await client.post(
      requests,
      #"{"kind":"CertificateSigningRequest","apiVersion":"certificates.k8s.io/v1","metadata":{"name":"r"},"spec":{"request":"Zm9v","signerName":"example.com/signer","usages":["client auth"]}}"#
    )
    try #require(answer.status == 201, "\(answer.body.text)")
  }

  private func approve(_ conditions: String) async throws -> TestClient.Answer {
    try await client.patch(requests + "/r/approval", merge, #"{"status":{"conditions":\#(conditions)}}"#)
  }

  @Test func stampsConditionsAndNotesTheManager() async throws {
    try await make()
    let answer = try await approve(#"[{"type":"Approved","status":"True","reason":"r","message":"m"}]"#)
    #expect(answer.status == 200)
    let condition = answer.json[path: "status", "conditions"]?.array?.first
    #expect(condition?["lastUpdateTime"]?.string != nil)
    #expect(condition?["lastTransitionTime"]?.string != nil)
    let entry = answer.json["metadata"]?["managedFields"]?.array?.first { $0["subresource"] == "approval" }
    #expect(entry?["fieldsV1"]?.object?.keys == ["f:status"])
  }

  @Test func refusesWhatContradictsItself() async throws {
    try await make()
    #expect(try await approve(#"[{"type":"Approved","status":"False"}]"#).status == 422)
    let both = try await approve(#"[{"type":"Approved","status":"True"},{"type":"Denied","status":"True"}]"#)
    #expect(both.status == 422)
    #expect(try await approve(#"[{"type":"Denied","status":"True"}]"#).status == 200)
    let removed = try await approve("[]")
    #expect(removed.message?.contains(#"updates may not remove a condition of type "Denied""#) == true)
  }
}

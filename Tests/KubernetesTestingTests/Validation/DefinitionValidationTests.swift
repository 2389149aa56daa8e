import Testing

@testable import KubernetesTesting

@Suite("Rules for definitions of custom resources")
struct DefinitionValidationTests {
  let client = TestClient()
  private static let path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"

  private func create(
    group: String = "example.com", schema: String = #"{"type":"object"}"#, annotations: String = "{}",
    more: String = ""
  ) async throws -> TestClient.Answer {
    try await client.post(
      Self.path,
      #"{"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","metadata":{"name":"things.\#(group)","annotations":\#(annotations)},"spec":{"group":"\#(group)","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},"versions":[{"name":"v1","served":true,"storage":true\#(more),"schema":{"openAPIV3Schema":\#(schema)}}]}}"#
    )
  }

  private static let schema = "spec.validation.openAPIV3Schema"

  @Test(arguments: [
    (#"{"type":"string"}"#, "\(schema).type: Invalid value: \"string\": must be object at the root"),
    (
      #"{"type":"object","properties":{"a":{}}}"#,
      "\(schema).properties[a].type: Required value: must not be empty for specified object fields"
    ),
    (
      #"{"type":"object","properties":{"a":{"type":"array"}}}"#,
      "\(schema).properties[a].items: Required value: must be specified"
    ),
    (
      #"{"type":"object","properties":{"a":{"type":"object","x-kubernetes-list-type":"set"}}}"#,
      "\(schema).properties[a].type: Invalid value: \"object\": must be array if x-kubernetes-list-type is specified"
    ),
  ])
  func schemasAreStructural(schema: String, problem: String) async throws {
    let answer = try await create(schema: schema)
    #expect(answer.status == 422)
    #expect(answer.message?.hasSuffix(problem) == true, "\(answer.message ?? "")")
  }

  @Test func columnsAreChecked() async throws {
    let answer = try await create(more: #","additionalPrinterColumns":[{"name":"A","type":"text","jsonPath":"x"}]"#)
    #expect(answer.json["details"]?["causes"]?.array?.count == 2)
  }

  @Test func groupsOfKubernetesNeedAnApproval() async throws {
    let refused = try await create(group: "new.k8s.io")
    #expect(refused.status == 422)
    #expect(
      refused.json["details"]?["causes"]?.array?.first?["field"]
        == "metadata.annotations[api-approved.kubernetes.io]")
    let invalid = try await create(group: "new.k8s.io", annotations: #"{"api-approved.kubernetes.io":"yes"}"#)
    #expect(invalid.status == 422)
    let url = #"{"api-approved.kubernetes.io":"https://github.com/kubernetes/kubernetes/pull/1"}"#
    #expect(try await create(group: "new.k8s.io", annotations: url).status == 201)
    let bypassed = #"{"api-approved.kubernetes.io":"unapproved, an experiment"}"#
    #expect(try await create(group: "other.kubernetes.io", annotations: bypassed).status == 201)
  }

  @Test func versionsInWhichObjectsAreStoredStay() async throws {
    _ = try await create()
    let answer = try await client.patch(
      Self.path + "/things.example.com", "application/merge-patch+json",
      #"{"spec":{"versions":[{"name":"v2","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}}]}}"#
    )
    #expect(answer.status == 422)
    #expect(answer.message?.contains("was previously a storage version") == true)
  }
}

import Testing

@testable import KubernetesTesting

@Suite("Rules for pods")
struct PodValidationTests {
  let client = TestClient()
  private static let path = "/api/v1/namespaces/default/pods"

  private static func pod(_ container: String, _ spec: String = "") -> String {
    #"{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"spec":{"containers":[\#(container)]\#(spec)}}"#
  }

  private func problems(_ container: String, _ spec: String = "") async throws -> [String] {
    let answer = try await client.post(Self.path, Self.pod(container, spec))
    return (answer.json["details"]?["causes"]?.array ?? []).map {
      "\($0["field"]?.string ?? ""): \($0["message"]?.string ?? "")"
    }
  }

  @Test(arguments: [
    (#"{"name":"c"}"#, "", "spec.containers[0].image: Required value"),
    (
      #"{"name":"c","image":"i","ports":[{"containerPort":0}]}"#, "",
      "spec.containers[0].ports[0].containerPort: Required value"
    ),
    (
      #"{"name":"c","image":"i","ports":[{"containerPort":70000}]}"#, "",
      "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive"
    ),
    (
      #"{"name":"c","image":"i","volumeMounts":[{"name":"none","mountPath":"/x"}]}"#, "",
      #"spec.containers[0].volumeMounts[0].name: Not found: "none""#
    ),
    (
      #"{"name":"c","image":"i"}"#, #","restartPolicy":"Sometimes""#,
      #"spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never""#
    ),
    (
      #"{"name":"c","image":"i","resources":{"requests":{"cpu":"2"},"limits":{"cpu":"1"}}}"#, "",
      #"spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1"#
    ),
    (
      #"{"name":"c","image":"i"}"#, #","volumes":[{"name":"v"},{"name":"v"}]"#,
      #"spec.volumes[1].name: Duplicate value: "v""#
    ),
    (
      #"{"name":"c","image":"i"}"#, #","volumes":[{"name":"v","emptyDir":{},"secret":{"secretName":"s"}}]"#,
      "spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type"
    ),
    (
      #"{"name":"c","image":"i","livenessProbe":{}}"#, "",
      "spec.containers[0].livenessProbe: Required value: must specify a handler type"
    ),
  ])
  func namesWhatIsWrong(container: String, spec: String, problem: String) async throws {
    #expect(try await problems(container, spec) == [problem])
  }

  @Test func environmentsMayRepeatNames() async throws {
    #expect(
      try await problems(#"{"name":"c","image":"i","env":[{"name":"A","value":"1"},{"name":"A","value":"2"}]}"#).isEmpty
    )
  }

  @Test func containersCannotBeAddedLater() async throws {
    _ = try await client.post(Self.path, Self.pod(#"{"name":"c","image":"i"}"#))
    let answer = try await client.patch(
      Self.path + "/p", "application/strategic-merge-patch+json", #"{"spec":{"containers":[{"name":"d","image":"i"}]}}"#
    )
    #expect(
      answer.message
        == #"Pod "p" is invalid: spec.containers: Forbidden: pod updates may not add or remove containers"#)
  }

  @Test func rulesHoldInTemplates() async throws {
    let answer = try await client.post(
      "/apis/apps/v1/namespaces/default/deployments",
      #"{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"Bad_Name","image":"i"}]}}}}"#
    )
    #expect(answer.status == 422)
    #expect(
      answer.json["details"]?["causes"]?.array?.first?["field"] == "spec.template.spec.containers[0].name")
  }
}

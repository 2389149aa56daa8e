import Testing

@testable import KubernetesTesting

/// The priority of a pod is that of its class.
@Suite("Priorities")
struct PriorityTests {
  private let client = TestClient()
  private let classes = "/apis/scheduling.k8s.io/v1/priorityclasses"
  private let pods = "/api/v1/namespaces/default/pods"

  private func makeClass(_ name: String, _ more: String) async throws -> TestClient.Answer {
    try await client.post(
      classes, #"{"apiVersion":"scheduling.k8s.io/v1","kind":"PriorityClass","metadata":{"name":"\#(name)"},\#(more)}"#)
  }

  private func makePod(_ name: String, _ more: String = "") async throws -> TestClient.Answer {
    try await client.post(
      pods,
      #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"\#(name)"},"spec":{"containers":[{"name":"c","image":"i"}]\#(more)}}"#
    )
  }

  @Test func areThoseOfTheClass() async throws {
    _ = try await makeClass("polite", #""value":500,"preemptionPolicy":"Never""#)
    let spec = try await makePod("a", #","priorityClassName":"polite""#).json["spec"]
    #expect(spec?["priority"] == 500)
    #expect(spec?["preemptionPolicy"] == "Never")
    #expect(try await makePod("b", #","priorityClassName":"polite","priority":500"#).status == 201)
    let other = try await makePod("c", #","priorityClassName":"polite","priority":1"#)
    #expect(other.status == 403)
    #expect(other.message?.contains("computed 500") == true)
    #expect(
      try await makePod("d", #","priorityClassName":"polite","preemptionPolicy":"PreemptLowerPriority""#).status == 403)
  }

  @Test func areRefusedWithoutTheClass() async throws {
    let answer = try await makePod("a", #","priorityClassName":"absent""#)
    #expect(answer.status == 403)
    #expect(answer.message == #"pods "a" is forbidden: no PriorityClass with name absent was found"#)
    #expect(
      try await makePod("b", #","priorityClassName":"system-node-critical""#).json["spec"]?["priority"] == 2_000_001_000
    )
  }

  @Test func areThoseOfTheDefaultClassForPodsThatNameNone() async throws {
    #expect(try await makePod("a").json["spec"]?["priority"] == 0)
    #expect(try await makeClass("usual", #""value":42,"globalDefault":true"#).status == 201)
    let spec = try await makePod("b").json["spec"]
    #expect(spec?["priority"] == 42)
    #expect(spec?["priorityClassName"] == "usual")
    #expect(try await makeClass("second", #""value":43,"globalDefault":true"#).status == 403)
    #expect(try await makeClass("second", #""value":43"#).status == 201)
    let merge = "application/merge-patch+json"
    #expect(try await client.patch(classes + "/second", merge, #"{"globalDefault":true}"#).status == 403)
    #expect(try await client.patch(classes + "/usual", merge, #"{"description":"d"}"#).status == 200)
  }
}

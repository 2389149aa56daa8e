import ArgumentParser
import ExampleArguments
import Foundation
import HTTPTypes
import Kubernetes
import KubernetesTestSupport
import Testing

@testable import kubectl_swift

@Suite("kubectl-swift's clusters")
struct ClusterOptionsTests {
  @Test func groupsAloneAreNobody() throws {
    #expect(throws: (any Error).self) { try ClusterOptions.parse(["--as-group", "admins"]) }
    #expect(throws: (any Error).self) { try Get.parse(["pods", "--as-group", "admins"]) }
    #expect(try ClusterOptions.parse(["--as", "jane", "--as-group", "admins"]).groups == ["admins"])
  }

  /// A server that does not know of what an aggregated one serves.
  private let client = ClusterClient(
    transport: ScriptedTransport { request, _ in
      let text =
        switch request.target {
        case "/api": #"{"kind":"APIVersions","versions":["v1"]}"#
        case "/api/v1": #"{"kind":"APIResourceList","groupVersion":"v1","resources":[]}"#
        case "/apis":
          #"{"kind":"APIGroupList","groups":[{"name":"metrics.k8s.io","versions":"#
            + #"[{"groupVersion":"metrics.k8s.io/v1beta1","version":"v1beta1"}]}]}"#
        default: #"{"kind":"Status","apiVersion":"v1","status":"Failure","message":"not today","code":403}"#
        }
      return TransportResponse(
        status: text.contains("Failure") ? 403 : 200, headers: [.contentType: "application/json"], body: Bytes(text))
    })

  private let unread = "these group-versions could not be read: metrics.k8s.io/v1beta1: not today"

  @Test func whatCouldNotBeReadIsSaidOfAType() async throws {
    let error = await #expect(throws: Complaint.self) {
      try await Get.parse(["podmetrics"]).run(client, LineOutput { _ in })
    }
    #expect(error?.description == "the server doesn't have a resource type \"podmetrics\"\n" + unread)
  }

  @Test func whatCouldNotBeReadIsSaidOfAKind() async throws {
    let object = "{apiVersion: metrics.k8s.io/v1beta1, kind: PodMetrics, metadata: {name: a}}"
    try await KubectlWorld.folder(["a.yaml": object]) { folder in
      let apply = try Apply.parse(["-f", folder.appending(path: "a.yaml").path])
      let failures = await #expect(throws: Failures.self) { try await apply.run(client, LineOutput { _ in }) }
      #expect((failures?.errors.first as? Complaint)?.description.hasSuffix("\n" + unread) == true)
    }
  }
}

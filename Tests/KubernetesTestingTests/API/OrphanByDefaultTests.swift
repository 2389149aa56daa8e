import HTTPTypes
import Testing

@testable import KubernetesTesting

/// Jobs and replication controllers leave their pods alone when nobody says what shall become of them.
@Suite("Orphans by default")
struct OrphanByDefaultTests {
  let client = TestClient()
  let jobs = "/apis/batch/v1/namespaces/default/jobs"
  let pods = "/api/v1/namespaces/default/pods"

  private static func job(finalizers: String = "[]") -> String {
    #"{"kind":"Job","apiVersion":"batch/v1","metadata":{"name":"j","finalizers":\#(finalizers)},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i"}]}}}}"#
  }

  private func makeJob(finalizers: String = "[]") async throws {
    let job = try await client.post(jobs, Self.job(finalizers: finalizers)).json
    let uid = job["metadata"]?["uid"]?.string ?? ""
    let body =
      #"{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","ownerReferences":[{"apiVersion":"batch/v1","kind":"Job","name":"j","uid":"\#(uid)"}]},"spec":{"containers":[{"name":"c","image":"i"}]}}"#
    try #require(try await client.post(pods, body).status == 201)
  }

  private func warning(_ answer: TestClient.Answer) -> Bool {
    answer.headers[values: .warning].contains { $0.contains("child pods are preserved") }
  }

  @Test func podsOfAJobStay() async throws {
    try await makeJob()
    let answer = try await client.delete(jobs + "/j")
    #expect(answer.json["kind"] == "Job")
    #expect(answer.json["metadata"]?["finalizers"] == ["orphan"])
    #expect(warning(answer))
    #expect(try await client.get(jobs + "/j").status == 404)
    #expect(try await client.get(pods + "/p").json["metadata"]?["ownerReferences"] == nil)
  }

  @Test func podsOfAJobGoWhenTheRequestSaysSo() async throws {
    try await makeJob()
    let answer = try await client.delete(jobs + "/j?propagationPolicy=Background")
    #expect(!warning(answer))
    #expect(try await client.get(pods + "/p").status == 404)
  }

  @Test func podsOfAJobGoWhenItsFinalizersSaySo() async throws {
    try await makeJob(finalizers: #"["foregroundDeletion"]"#)
    #expect(try await client.delete(jobs + "/j").json["metadata"]?["finalizers"] == ["foregroundDeletion"])
    #expect(try await client.get(pods + "/p").status == 404)
  }

  @Test func podsOfCollectionsStay() async throws {
    try await makeJob()
    #expect(warning(try await client.delete(jobs)))
    #expect(try await client.get(pods + "/p").status == 200)
  }

  @Test func podsOfReplicationControllersStay() async throws {
    let path = "/api/v1/namespaces/default/replicationcontrollers"
    let made = try await client.post(
      path,
      #"{"kind":"ReplicationController","apiVersion":"v1","metadata":{"name":"rc"},"spec":{"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}"#
    ).json
    _ = try await client.post(
      pods,
      Samples.pod("p", owner: ("ReplicationController", "rc", made["metadata"]?["uid"]?.string ?? "")))
    let answer = try await client.delete(path + "/rc")
    #expect(answer.json["metadata"]?["finalizers"] == ["orphan"])
    #expect(!warning(answer))
    #expect(try await client.get(pods + "/p").status == 200)
  }

  @Test func everythingInANamespaceGoes() async throws {
    _ = try await client.post("/api/v1/namespaces", #"{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"n"}}"#)
    _ = try await client.post("/apis/batch/v1/namespaces/n/jobs", Self.job())
    _ = try await client.delete("/api/v1/namespaces/n")
    #expect(try await client.get("/api/v1/namespaces/n").status == 404)
  }
}

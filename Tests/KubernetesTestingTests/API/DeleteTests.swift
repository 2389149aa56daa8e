import HTTPTypes
import Testing

@testable import KubernetesTesting

@Suite("Deleting objects")
struct DeleteTests {
  let client = TestClient()
  let one = TestClient.configMaps + "/one"
  let pods = "/api/v1/namespaces/default/pods"

  @Test func answersWithAStatus() async throws {
    let uid = try await client.post(TestClient.configMaps, TestClient.configMap("one")).json["metadata"]?["uid"]
    let answer = try await client.delete(one)
    #expect(answer.status == 200)
    #expect(
      answer.json == [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success",
        "details": ["name": "one", "kind": "configmaps", "uid": uid ?? ""],
      ])
    #expect(try await client.get(one).status == 404)
  }

  @Test func insistsOnPreconditions() async throws {
    let uid =
      try await client.post(TestClient.configMaps, TestClient.configMap("one")).json["metadata"]?["uid"]?.string ?? ""
    let answer = try await client.delete(one, #"{"preconditions":{"uid":"nope"}}"#)
    #expect(answer.status == 409)
    #expect(
      answer.message
        == "Operation cannot be fulfilled on ConfigMap \"one\": the UID in the precondition (nope) does not match the UID in record (\(uid)). The object might have been deleted and then recreated"
    )
    #expect(answer.json["details"] == ["name": "one", "kind": "ConfigMap"])
  }

  @Test func waitsForFinalizers() async throws {
    _ = try await client.post(
      TestClient.configMaps,
      #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"one","finalizers":["example.com/a"]}}"#)
    let answer = try await client.delete(one)
    #expect(answer.status == 200)
    #expect(answer.json["metadata"]?["deletionTimestamp"] == "2026-09-21T14:13:20Z")
    #expect(answer.json["metadata"]?["deletionGracePeriodSeconds"] == 0)
    #expect(try await client.get(one).status == 200)
    let added = try await client.patch(
      one, "application/merge-patch+json", #"{"metadata":{"finalizers":["example.com/a","example.com/b"]}}"#)
    #expect(added.status == 422)
    let freed = try await client.patch(one, "application/merge-patch+json", #"{"metadata":{"finalizers":null}}"#)
    #expect(freed.status == 200)
    #expect(try await client.get(one).status == 404)
  }

  @Test func givesPodsTheirTime() async throws {
    _ = try await client.post(pods, Samples.pod("bound", node: "n1"))
    let answer = try await client.delete(pods + "/bound")
    #expect(answer.json["metadata"]?["deletionGracePeriodSeconds"] == 30)
    #expect(answer.json["metadata"]?["deletionTimestamp"] == "2026-09-21T14:13:50Z")
    #expect(try await client.get(pods + "/bound").status == 200)
    #expect(try await client.delete(pods + "/bound", #"{"gracePeriodSeconds":0}"#).status == 200)
    #expect(try await client.get(pods + "/bound").status == 404)
  }

  @Test func deletesWhatASelectorNames() async throws {
    for (name, labels) in [("a", #"{"x":"1"}"#), ("b", "{}"), ("c", #"{"x":"1"}"#)] {
      _ = try await client.post(TestClient.configMaps, TestClient.configMap(name, labels: labels))
    }
    let answer = try await client.delete(TestClient.configMaps + "?labelSelector=x%3D1")
    #expect(answer.json["kind"] == "ConfigMapList")
    #expect(answer.json["items"]?.array?.count == 2)
    #expect(try await client.get(TestClient.configMaps).json["items"]?.array?.count == 1)
  }

  @Test func takesDependentsAlong() async throws {
    let uid =
      try await client.post(TestClient.configMaps, TestClient.configMap("one")).json["metadata"]?["uid"]?.string ?? ""
    _ = try await client.post(pods, Samples.pod("child", owner: ("ConfigMap", "one", uid)))
    _ = try await client.delete(one)
    #expect(try await client.get(pods + "/child").status == 404)
  }

  @Test func leavesOrphans() async throws {
    let uid =
      try await client.post(TestClient.configMaps, TestClient.configMap("one")).json["metadata"]?["uid"]?.string ?? ""
    _ = try await client.post(pods, Samples.pod("child", owner: ("ConfigMap", "one", uid)))
    _ = try await client.delete(one, #"{"propagationPolicy":"Orphan"}"#)
    #expect(try await client.get(one).status == 404)
    let child = try await client.get(pods + "/child")
    #expect(child.status == 200)
    #expect(child.json["metadata"]?["ownerReferences"] == nil)
  }

  @Test func waitsForDependentsInTheForeground() async throws {
    let uid =
      try await client.post(TestClient.configMaps, TestClient.configMap("one")).json["metadata"]?["uid"]?.string ?? ""
    _ = try await client.post(pods, Samples.pod("child", node: "n1", owner: ("ConfigMap", "one", uid)))
    _ = try await client.patch(
      pods + "/child", "application/merge-patch+json", #"{"metadata":{"finalizers":["example.com/hold"]}}"#)
    _ = try await client.delete(one, #"{"propagationPolicy":"Foreground"}"#)
    let owner = try await client.get(one).json
    #expect(owner["metadata"]?["finalizers"] == ["foregroundDeletion"])
    #expect(try await client.get(pods + "/child").json["metadata"]?["deletionTimestamp"] != nil)
    _ = try await client.patch(pods + "/child", "application/merge-patch+json", #"{"metadata":{"finalizers":null}}"#)
    #expect(try await client.get(pods + "/child").status == 404)
    #expect(try await client.get(one).status == 404)
  }

  @Test func emptiesNamespaces() async throws {
    _ = try await client.post("/api/v1/namespaces", #"{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"n"}}"#)
    _ = try await client.post("/api/v1/namespaces/n/configmaps", TestClient.configMap("a"))
    _ = try await client.post(
      "/api/v1/namespaces/n/configmaps",
      #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"held","finalizers":["example.com/a"]}}"#)
    let answer = try await client.delete("/api/v1/namespaces/n")
    #expect(answer.json["status"]?["phase"] == "Terminating")
    #expect(try await client.get("/api/v1/namespaces/n/configmaps/a").status == 404)
    let refused = try await client.post("/api/v1/namespaces/n/configmaps", TestClient.configMap("late"))
    #expect(refused.status == 403)
    #expect(refused.json["details"]?["causes"]?.array?.first?["reason"] == "NamespaceTerminating")
    _ = try await client.patch(
      "/api/v1/namespaces/n/configmaps/held", "application/merge-patch+json", #"{"metadata":{"finalizers":[]}}"#)
    #expect(try await client.get("/api/v1/namespaces/n").status == 404)
  }

  @Test func obeysDisruptionBudgets() async throws {
    _ = try await client.post(
      pods,
      #"{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","labels":{"app":"x"}},"spec":{"containers":[{"name":"c","image":"i"}]}}"#
    )
    let budgets = "/apis/policy/v1/namespaces/default/poddisruptionbudgets"
    _ = try await client.post(
      budgets,
      #"{"kind":"PodDisruptionBudget","apiVersion":"policy/v1","metadata":{"name":"b"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"x"}}}}"#
    )
    let merge = "application/merge-patch+json"
    _ = try await client.patch(
      pods + "/p/status", merge,
      #"{"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}"#)
    let eviction = #"{"kind":"Eviction","apiVersion":"policy/v1","metadata":{"name":"p"}}"#
    let early = try await client.post(pods + "/p/eviction", eviction)
    #expect(early.status == 429)
    // The budget has not been looked at yet.
    #expect(early.headers[.retryAfter] == "10")
    _ = try await client.patch(
      budgets + "/b/status", merge, #"{"status":{"observedGeneration":1,"desiredHealthy":1,"currentHealthy":1}}"#)
    let refused = try await client.post(pods + "/p/eviction", eviction)
    #expect(refused.status == 429)
    #expect(refused.headers[.retryAfter] == nil)
    #expect(
      refused.json["details"]?["causes"]?.array?.first
        == [
          "reason": "DisruptionBudget", "message": "The disruption budget b needs 1 healthy pods and has 1 currently",
        ])
    _ = try await client.patch(budgets + "/b/status", merge, #"{"status":{"disruptionsAllowed":1}}"#)
    #expect(try await client.post(pods + "/p/eviction", eviction).status == 201)
    #expect(try await client.get(pods + "/p").status == 404)
    #expect(try await client.get(budgets + "/b").json["status"]?["disruptionsAllowed"]?.int ?? 0 == 0)
  }

  @Test func podsThatDoNotRunNeedNoBudget() async throws {
    _ = try await client.post(
      "/apis/policy/v1/namespaces/default/poddisruptionbudgets",
      #"{"kind":"PodDisruptionBudget","apiVersion":"policy/v1","metadata":{"name":"b"},"spec":{"minAvailable":1,"selector":{}}}"#
    )
    _ = try await client.post(pods, Samples.pod("p", node: "n"))
    let eviction = #"{"kind":"Eviction","apiVersion":"policy/v1","metadata":{"name":"p"}}"#
    #expect(try await client.post(pods + "/p/eviction", eviction).status == 201)
    #expect(try await client.post(pods + "/q/eviction", eviction).status == 400)
  }

  @Test func watchesSeeAPodsEndBeforeItGoes() async throws {
    let watch = try await client.watch(pods + "?watch=1")
    _ = try await client.post(pods, Samples.pod("p"))
    _ = try await client.delete(pods + "/p")
    #expect(try await watch.nextEvent() == "ADDED p")
    let end = try await watch.next()
    #expect(end?["type"] == "MODIFIED")
    #expect(end?["object"]?["metadata"]?["deletionGracePeriodSeconds"] == 0)
    #expect(try await watch.nextEvent() == "DELETED p")
  }

  @Test(arguments: ["default", "kube-system", "kube-public"]) func someNamespacesStay(_ name: String) async throws {
    let answer = try await client.delete("/api/v1/namespaces/\(name)")
    #expect(answer.status == 403)
    #expect(answer.message == "namespaces \"\(name)\" is forbidden: this namespace may not be deleted")
    #expect(try await client.get("/api/v1/namespaces/\(name)").json["status"]?["phase"] == "Active")
  }
}

import Testing

@testable import KubernetesTesting

/// Parts of a pod that have a path of their own, which no older server can be asked about.
@Suite("Parts of pods")
struct PodPartTests {
  let client = TestClient()
  let pods = "/api/v1/namespaces/default/pods"
  let apply = "application/apply-patch+yaml"
  let strategic = "application/strategic-merge-patch+json"
  let merge = "application/merge-patch+json"

  private func pod(_ resources: String = "{}") async throws {
    let body =
      #"{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i:1","resources":\#(resources)}]}}"#
    try #require(try await client.post(pods, body).status == 201)
  }

  private func managers(_ pod: JSON) -> [String] {
    (pod["metadata"]?["managedFields"]?.array ?? []).map {
      "\($0["manager"]?.string ?? "") \($0["operation"]?.string ?? "") \($0["subresource"]?.string ?? "-")"
    }
  }

  @Test func appliesEphemeralContainers() async throws {
    try await pod()
    let answer = try await client.patch(
      pods + "/p/ephemeralcontainers?fieldManager=debugger", apply,
      #"{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","labels":{"a":"b"}},"spec":{"ephemeralContainers":[{"name":"e","image":"e:1"}]}}"#
    )
    #expect(answer.status == 200)
    #expect(answer.json[path: "spec", "ephemeralContainers"]?.array?.count == 1)
    #expect(answer.json["metadata"]?["labels"] == nil)
    #expect(answer.json["metadata"]?["generation"] == 2)
    #expect(managers(answer.json).contains("debugger Apply ephemeralcontainers"))
    let owned = answer.json["metadata"]?["managedFields"]?.array?.first {
      $0["manager"] == "debugger"
    }
    #expect(owned?["fieldsV1"]?.object?.keys == ["f:spec"])
  }

  @Test func keepsEphemeralContainersAsTheyAre() async throws {
    try await pod()
    func put(_ containers: String) async throws -> TestClient.Answer {
      try await client.patch(
        pods + "/p/ephemeralcontainers", merge, #"{"spec":{"ephemeralContainers":\#(containers)}}"#)
    }
    #expect(try await put(#"[{"name":"e","image":"e:1"}]"#).status == 200)
    let removed = try await put("[]")
    #expect(removed.status == 422)
    #expect(removed.message?.contains(#"existing ephemeral containers "e" may not be removed"#) == true)
    #expect(try await put(#"[{"name":"e","image":"e:2"}]"#).status == 422)
    #expect(try await put(#"[{"name":"e","image":"e:1"},{"name":"e","image":"e:1"}]"#).status == 422)
    #expect(try await put(#"[{"name":"e","image":"e:1"},{"name":"c","image":"e:1"}]"#).status == 422)
    #expect(
      try await put(#"[{"name":"e","image":"e:1"},{"name":"f","image":"e:1","targetContainerName":"x"}]"#).status
        == 422)
    #expect(
      try await put(#"[{"name":"e","image":"e:1"},{"name":"f","image":"e:1","ports":[{"containerPort":1}]}]"#).status
        == 422)
    #expect(try await client.get(pods + "/p").json["metadata"]?["generation"] == 2)
  }

  @Test func resizesAndCounts() async throws {
    try await pod(#"{"requests":{"cpu":"1"}}"#)
    let answer = try await client.patch(
      pods + "/p/resize", strategic,
      #"{"spec":{"containers":[{"name":"c","image":"other","resources":{"requests":{"cpu":"2"}}}]}}"#)
    #expect(answer.status == 200)
    let container = answer.json[path: "spec", "containers"]?.array?.first
    #expect(container?["resources"]?["requests"] == ["cpu": "2"])
    #expect(container?["image"] == "i:1")
    #expect(answer.json["metadata"]?["generation"] == 2)
    #expect(managers(answer.json).contains("client Update resize"))
  }

  @Test func refusesResizesOfAnotherKind() async throws {
    try await pod(#"{"requests":{"cpu":"1"}}"#)
    func resize(_ resources: String) async throws -> Int {
      try await client.patch(
        pods + "/p/resize", strategic, #"{"spec":{"containers":[{"name":"c","resources":\#(resources)}]}}"#
      ).status
    }
    #expect(try await resize(#"{"requests":{"ephemeral-storage":"1Gi"}}"#) == 422)
    #expect(try await resize(#"{"requests":{"cpu":null}}"#) == 422)
    let added = try await client.patch(
      pods + "/p/resize", strategic, #"{"spec":{"containers":[{"name":"new","image":"n"}]}}"#)
    #expect(added.status == 422)
  }

  @Test func longNamesOfManagersAreRefusedBelowObjectsToo() async throws {
    try await pod()
    let name = String(repeating: "x", count: 129)
    let answer = try await client.patch(pods + "/p/status?fieldManager=\(name)", merge, "{}")
    #expect(answer.status == 422)
  }
}

import HTTPTypes
import Testing

@testable import KubernetesTesting

@Suite("Custom resources")
struct CustomResourceTests {
  let client = TestClient()
  let path = "/apis/example.com/v1/namespaces/default/widgets"

  init() async throws {
    let answer = try await client.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Samples.widgets)
    #expect(answer.status == 201, "\(answer.message ?? "")")
  }

  private func widget(_ spec: String, name: String = "w") -> String {
    #"{"kind":"Widget","apiVersion":"example.com/v1","metadata":{"name":"\#(name)"},"spec":\#(spec)}"#
  }

  @Test func areServedAtOnce() async throws {
    let definition = try await client.get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com")
    let conditions = definition.json["status"]?["conditions"]?.array ?? []
    #expect(conditions.first { $0["type"] == "Established" }?["status"] == "True")
    #expect(try await client.get(path).json["kind"] == "WidgetList")
    let groups = try await client.get("/apis").json["groups"]?.array ?? []
    #expect(groups.contains { $0["name"] == "example.com" })
    let resources = try await client.get("/apis/example.com/v1").json["resources"]?.array ?? []
    #expect(resources.compactMap { $0["name"]?.string } == ["widgets", "widgets/scale", "widgets/status"])
  }

  @Test func getDefaultsAndLoseWhatIsUnknown() async throws {
    let answer = try await client.post(path, widget(#"{"size":2,"shape":"round"}"#))
    #expect(answer.status == 201)
    #expect(answer.json["spec"] == ["size": 2, "color": "red"])
    #expect(answer.headers[.warning] == #"299 - "unknown field \"spec.shape\"""#)
    #expect(answer.json["metadata"]?["generation"] == 1)
  }

  @Test func areValidated() async throws {
    let answer = try await client.post(path, widget(#"{"size":0,"color":"green"}"#))
    #expect(answer.status == 422)
    #expect(
      Set((answer.json["details"]?["causes"]?.array ?? []).compactMap { $0["field"]?.string }) == [
        "spec.size", "spec.color",
      ])
    let missing = try await client.post(path, widget("{}"))
    #expect(missing.message == "Widget.example.com \"w\" is invalid: spec.size: Required value")
  }

  @Test func haveStatusAndScale() async throws {
    _ = try await client.post(path, widget(#"{"size":2}"#))
    let merge = "application/merge-patch+json"
    let status = try await client.patch(path + "/w/status", merge, #"{"status":{"size":2},"spec":{"size":7}}"#).json
    #expect(status["status"] == ["size": 2])
    #expect(status["spec"]?["size"] == 2)
    #expect(try await client.get(path + "/w/scale").json["status"]?["replicas"] == 2)
    _ = try await client.patch(path + "/w/scale", merge, #"{"spec":{"replicas":4}}"#)
    #expect(try await client.get(path + "/w").json["spec"]?["size"] == 4)
  }

  @Test func needAVersionToBeReplaced() async throws {
    _ = try await client.post(path, widget(#"{"size":2}"#))
    let answer = try await client.put(path + "/w", widget(#"{"size":3}"#))
    #expect(answer.status == 422)
    #expect(answer.json["details"]?["causes"]?.array?.first?["field"] == "metadata.resourceVersion")
  }

  @Test func showTheirColumns() async throws {
    _ = try await client.post(path, widget(#"{"size":2}"#))
    let table = try await client.get(path, [.accept: "application/json;as=Table;v=v1;g=meta.k8s.io"]).json
    #expect(table["rows"]?.array?.first?["cells"] == ["w", 2])
  }

  @Test func mergeListsByTheKeysOfTheirSchema() async throws {
    let apply = "application/apply-patch+yaml"
    _ = try await client.patch(
      path + "/w?fieldManager=a", apply, widget(#"{"size":1,"parts":[{"name":"x","count":1}]}"#))
    let answer = try await client.patch(
      path + "/w?fieldManager=b", apply, widget(#"{"size":1,"parts":[{"name":"y","count":2}]}"#))
    #expect(answer.json["spec"]?["parts"]?.array?.compactMap { $0["name"]?.string } == ["x", "y"])
  }

  @Test func goWithTheirDefinition() async throws {
    _ = try await client.post(path, widget(#"{"size":2}"#))
    _ = try await client.delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com")
    #expect(try await client.get(path).status == 404)
  }

  @Test func keepTheirDefinitionUntilTheyHaveGone() async throws {
    let definition = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com"
    let merge = "application/merge-patch+json"
    _ = try await client.post(path, widget(#"{"size":2}"#))
    _ = try await client.patch(path + "/w", merge, #"{"metadata":{"finalizers":["example.com/a"]}}"#)
    let answer = try await client.delete(definition)
    #expect(answer.json["metadata"]?["finalizers"] == ["customresourcecleanup.apiextensions.k8s.io"])
    #expect(try await client.get(path + "/w").json["metadata"]?["deletionTimestamp"] != nil)
    let condition = try await client.get(definition).json[path: "status", "conditions"]?.array?.last
    #expect(condition?["reason"] == "InstanceDeletionInProgress")
    let late = try await client.post(path, widget(#"{"size":2}"#))
    #expect(late.status == 403)
    #expect(late.message?.contains("create not allowed while custom resource definition is terminating") == true)

    _ = try await client.patch(path + "/w", merge, #"{"metadata":{"finalizers":null}}"#)
    #expect(try await client.get(definition).status == 404)
    #expect(try await client.get(path).status == 404)
  }

  @Test func keepADefinitionThatSomebodyElseHoldsToo() async throws {
    let definition = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com"
    let merge = "application/merge-patch+json"
    _ = try await client.patch(definition, merge, #"{"metadata":{"finalizers":["example.com/a"]}}"#)
    _ = try await client.post(path, widget(#"{"size":2}"#))
    _ = try await client.delete(definition)
    #expect(try await client.get(definition).json["metadata"]?["finalizers"] == ["example.com/a"])
    #expect(try await client.get(path).json["items"] == [])
    _ = try await client.patch(definition, merge, #"{"metadata":{"finalizers":null}}"#)
    #expect(try await client.get(definition).status == 404)
  }
}

import KubernetesCore
import Testing

@Suite struct PatchRequestTests {
  let path = ResourcePath(GroupVersionResource(version: "v1", resource: "configmaps"), namespace: "n", name: "c")

  @Test func bodiesAndMediaTypes() throws {
    let json = try ResourceRequest.patch(path, .json([.remove("/data/a")]))
    #expect(json.contentType == "application/json-patch+json")
    #expect(json.body?.text == #"[{"op":"remove","path":"/data/a"}]"#)
    let merge = try ResourceRequest.patch(path, .merge(["data": ["a": .null]]), PatchOptions(dryRun: true))
    #expect(merge.contentType == "application/merge-patch+json")
    #expect(merge.target() == "/api/v1/namespaces/n/configmaps/c?dryRun=All")
    #expect(merge.body?.text == #"{"data":{"a":null}}"#)
    #expect(try ResourceRequest.patch(path, .strategic([:])).contentType == "application/strategic-merge-patch+json")
  }

  @Test func applying() throws {
    let apply = try ResourceRequest.patch(
      path, .apply(["data": ["a": "b"]], fieldManager: "me", force: true), PatchOptions(fieldValidation: .strict))
    #expect(apply.contentType == "application/apply-patch+yaml")
    #expect(apply.target() == "/api/v1/namespaces/n/configmaps/c?fieldManager=me&fieldValidation=Strict&force=true")
    #expect(apply.body?.text == #"{"data":{"a":"b"}}"#)
  }

  @Test func refusedBeforeTheyAreSent() {
    let withManagedFields: JSONValue = ["metadata": ["managedFields": [["manager": "me"]]]]
    for (patch, code) in [
      (Patch.apply([:], fieldManager: ""), KubernetesError.Code.invalidRequest),
      (.apply(withManagedFields, fieldManager: "me"), .invalidRequest), (.merge(["a": .number(.nan)]), .encoding),
    ] {
      let error = #expect(throws: KubernetesError.self) { try ResourceRequest.patch(path, patch) }
      #expect(error?.code == code)
    }
  }
}

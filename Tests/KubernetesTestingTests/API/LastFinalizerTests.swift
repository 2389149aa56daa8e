import Testing

@testable import KubernetesTesting

/// Whoever takes the last finalizer away, and by whatever kind of update: the object goes.
@Suite("Last finalizers")
struct LastFinalizerTests {
  let client = TestClient()
  let map = TestClient.configMaps + "/a"
  let apply = "application/apply-patch+yaml"
  let merge = "application/merge-patch+json"

  @Test func goByAnApply() async throws {
    func configuration(_ finalizers: String) -> String {
      #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"\#(finalizers)}}"#
    }
    _ = try await client.patch(map + "?fieldManager=m", apply, configuration(#","finalizers":["example.com/f"]"#))
    #expect(try await client.delete(map).status == 200)
    #expect(try await client.patch(map + "?fieldManager=m", apply, configuration("")).status == 200)
    #expect(try await client.get(map).status == 404)
  }

  @Test func goWithAStatus() async throws {
    let pods = "/api/v1/namespaces/default/pods"
    _ = try await client.post(
      pods,
      #"{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","finalizers":["example.com/f"]},"spec":{"containers":[{"name":"c","image":"i:1"}]}}"#
    )
    _ = try await client.delete(pods + "/p")
    let dry = try await client.patch(pods + "/p/status?dryRun=All", merge, #"{"metadata":{"finalizers":null}}"#)
    #expect(dry.status == 200)
    #expect(try await client.get(pods + "/p").status == 200)
    _ = try await client.patch(pods + "/p/status", merge, #"{"metadata":{"finalizers":null}}"#)
    #expect(try await client.get(pods + "/p").status == 404)
  }

  @Test func ofANamespaceAreOfTwoKinds() async throws {
    let path = "/api/v1/namespaces/n"
    let client = TestClient { $0.removesNamespaces = false }
    _ = try await client.post(
      "/api/v1/namespaces",
      #"{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"n","finalizers":["example.com/f"]}}"#)
    _ = try await client.delete(path)
    _ = try await client.put(
      path + "/finalize",
      #"{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"n","finalizers":["example.com/f"]},"spec":{"finalizers":[]}}"#
    )
    #expect(try await client.get(path).status == 200)
    _ = try await client.patch(path, merge, #"{"metadata":{"finalizers":null}}"#)
    #expect(try await client.get(path).status == 404)
  }
}

import HTTPTypes
import KubernetesCore
import Testing

@testable import KubernetesTesting

@Suite("Discovery")
struct DiscoveryTests {
  let client = TestClient()

  @Test func listsResources() async throws {
    let json = try await client.get("/api/v1").json
    #expect(json["kind"] == "APIResourceList")
    let pods = json["resources"]?.array?.first { $0["name"] == "pods" }
    #expect(pods?["shortNames"] == ["po"])
    #expect(pods?["namespaced"] == true)
    #expect(json["resources"]?.array?.contains { $0["name"] == "pods/log" } == true)
  }

  @Test func namesTheVersionsOfStoredObjects() async throws {
    let json = try await client.get("/api/v1").json
    func hash(_ name: String) -> JSON? {
      json["resources"]?.array?.first { $0["name"]?.string == name }?["storageVersionHash"]
    }
    // What a real server says.
    #expect(hash("configmaps") == "qFsyl6wFWjQ=")
    #expect(hash("pods") == "xPOwRZ+Yhw8=")
    #expect(hash("pods/status") == nil)
    #expect(hash("bindings") == nil)
  }

  @Test func listsGroups() async throws {
    let json = try await client.get("/apis").json
    let autoscaling = json["groups"]?.array?.first { $0["name"] == "autoscaling" }
    #expect(autoscaling?["preferredVersion"]?["version"] == "v2")
    #expect(autoscaling?["versions"]?.array?.count == 2)
    #expect(try await client.get("/apis/apps").json["kind"] == "APIGroup")
  }

  @Test func aggregates() async throws {
    let accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"
    let answer = try await client.get("/apis", [.accept: accept])
    #expect(answer.json["kind"] == "APIGroupDiscoveryList")
    #expect(answer.headers[.contentType] == "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")
    let tag = try #require(answer.headers[.eTag])
    #expect(try await client.get("/apis", [.accept: accept, .ifNoneMatch: tag]).status == 304)
  }

  @Test(arguments: ["/nothing", "/apis/none/v1"])
  func unknownPathsAreNotFound(path: String) async throws {
    let answer = try await client.get(path)
    #expect(answer.status == 404)
    #expect(answer.body.text == "404 page not found\n")
  }

  @Test(arguments: [
    "/api/v1/nonsense", "/api/v2/pods", "/apis/apps/v9", "/api/v1/namespaces/default/nodes",
    "/api/v1/namespaces/default/pods/a/nonsense",
  ])
  func unknownResourcesAreNotFound(path: String) async throws {
    let answer = try await client.get(path)
    #expect(answer.status == 404)
    #expect(answer.message == "the server could not find the requested resource")
  }

  @Test func saysItsVersion() async throws {
    #expect(try await client.get("/version").json["minor"] == "36")
    #expect(try await client.get("/readyz").body.text == "ok")
  }
}

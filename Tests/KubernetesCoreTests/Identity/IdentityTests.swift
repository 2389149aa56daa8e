import KubernetesCore
import Testing

@Suite struct IdentityTests {
  @Test func groupVersions() {
    #expect(GroupVersion("v1") == GroupVersion(version: "v1"))
    #expect(GroupVersion("apps/v1") == GroupVersion(group: "apps", version: "v1"))
    for text in ["", "/", "/v1", "apps/", "a/b/c"] { #expect(GroupVersion(text) == nil, "\(text)") }
    #expect(GroupVersion(group: "apps", version: "v1").apiVersion == "apps/v1")
    #expect(GroupVersion(version: "v1").path == "api/v1")
    #expect(GroupVersion(group: "apps", version: "v1").path == "apis/apps/v1")
  }

  @Test func kindsAndResources() {
    let kind = GroupVersionKind(apiVersion: "apps/v1", kind: "Deployment")
    #expect(kind == GroupVersion(group: "apps", version: "v1").kind("Deployment"))
    #expect(kind?.description == "apps/v1, Kind=Deployment")
    #expect(kind?.groupKind.description == "Deployment.apps")
    #expect(GroupVersionKind(apiVersion: "a/b/c", kind: "X") == nil)
    #expect(GroupVersionKind(apiVersion: "v1", kind: "") == nil)
    let resource = GroupVersion(version: "v1").resource("pods")
    #expect(resource.description == "v1, Resource=pods" && resource.groupResource.description == "pods")
  }

  @Test func resourcesOfCommandLines() {
    #expect(GroupResource(parsing: "pods") == GroupResource(resource: "pods"))
    #expect(
      GroupResource(parsing: "ingresses.networking.k8s.io")
        == GroupResource(group: "networking.k8s.io", resource: "ingresses"))
    for text in ["", ".", "pods.", ".apps"] { #expect(GroupResource(parsing: text) == nil, "\(text)") }
  }

  @Test func keys() {
    let key = ObjectKey(namespace: "n", name: "a")
    #expect(ObjectKey("n/a") == key && key.description == "n/a")
    #expect(ObjectKey("a") == ObjectKey(name: "a") && ObjectKey(name: "a").description == "a")
    for text in ["", "n/", "a/b/c"] { #expect(ObjectKey(text) == nil, "\(text)") }
    #expect(key.hash == ObjectKey("n/a")?.hash)
    #expect(key.hashValue == key.hash && key._rawHashValue(seed: 1) != key._rawHashValue(seed: 2))
    #expect(key._rawHashValue(seed: 1) == ObjectKey("n/a")?._rawHashValue(seed: 1))
    #expect(ObjectKey(namespace: "a", name: "b") != ObjectKey(namespace: "b", name: "a"))
    #expect(ObjectKey(name: "z") < key && key < ObjectKey(namespace: "n", name: "b"))
  }
}

import KubernetesCore
import Testing

@Suite struct ResourcePathTests {
  static let pods = GroupVersionResource(version: "v1", resource: "pods")
  static let deployments = GroupVersionResource(group: "apps", version: "v1", resource: "deployments")

  static let pathCases: [(ResourcePath, String)] = [
    (ResourcePath(pods), "/api/v1/pods"),
    (ResourcePath(pods, namespace: "default"), "/api/v1/namespaces/default/pods"),
    (ResourcePath(pods, namespace: "default", name: "web"), "/api/v1/namespaces/default/pods/web"),
    (
      ResourcePath(pods, namespace: "default", name: "web", subresource: ["proxy", "a"]),
      "/api/v1/namespaces/default/pods/web/proxy/a"
    ),
    (
      ResourcePath(deployments, namespace: "n", name: "d", subresource: ["scale"]),
      "/apis/apps/v1/namespaces/n/deployments/d/scale"
    ),
    (ResourcePath(GroupVersionResource(version: "v1", resource: "Nodes"), name: "n"), "/api/v1/nodes/n"),
    // Names of RBAC objects may have nearly any character.
    (ResourcePath(deployments, name: "system:a b?ä#"), "/apis/apps/v1/deployments/system:a%20b%3F%C3%A4%23"),
    (ResourcePath(pods, name: "https:web:80"), "/api/v1/pods/https:web:80"),
    (ResourcePath(pods, name: "..."), "/api/v1/pods/..."),
  ]

  @Test(arguments: pathCases)
  func paths(path: ResourcePath, expected: String) throws {
    #expect(try path.path() == expected)
  }

  @Test(arguments: ["", ".", "..", "a/b", "/", "%2e", "a%2Fb"])
  func refusesSegmentsThatChangeThePath(text: String) {
    for path in [
      ResourcePath(Self.pods, namespace: text), ResourcePath(Self.pods, name: text),
      ResourcePath(Self.pods, name: "a", subresource: [text]),
      ResourcePath(GroupVersionResource(version: "v1", resource: text)),
      ResourcePath(GroupVersionResource(version: text, resource: "pods")),
    ] {
      let error = #expect(throws: KubernetesError.self) { try path.path() }
      #expect(error?.code == .invalidRequest)
    }
  }

  @Test(arguments: [".", "..", "a/b", "%"])
  func refusesSuchGroups(text: String) {
    #expect(throws: KubernetesError.self) {
      try ResourcePath(GroupVersionResource(group: text, version: "v1", resource: "pods")).path()
    }
  }

  @Test func aSubresourceNeedsAName() {
    #expect(throws: KubernetesError.self) {
      try ResourcePath(Self.pods, namespace: "n", subresource: ["status"]).path()
    }
  }

  @Test func theScopeIsChecked() throws {
    #expect(throws: KubernetesError.self) { try ResourcePath(Self.pods, scope: .namespaced, name: "web").path() }
    #expect(throws: KubernetesError.self) { try ResourcePath(Self.pods, scope: .cluster, namespace: "n").path() }
    #expect(try ResourcePath(Self.pods, scope: .namespaced).path() == "/api/v1/pods")
    #expect(try ResourcePath(Self.pods, scope: .cluster, name: "web").path() == "/api/v1/pods/web")
  }

  @Test func templatesHaveNoNames() {
    let path = ResourcePath(Self.deployments, namespace: "secret", name: "secret", subresource: ["status"])
    #expect(path.template == "/apis/apps/v1/namespaces/{namespace}/deployments/{name}/status")
  }
}

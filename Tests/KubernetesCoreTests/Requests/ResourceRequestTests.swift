import HTTPTypes
import KubernetesCore
import Testing

@Suite struct ResourceRequestTests {
  static let resource = GroupVersionResource(group: "apps", version: "v1", resource: "deployments")
  let collection = ResourcePath(resource, namespace: "ns")
  let object = ResourcePath(resource, namespace: "ns", name: "web")
  let status = ResourcePath(resource, namespace: "ns", name: "web", subresource: ["status"])
  let body = Bytes("{}")

  private func check(
    _ request: ResourceRequest, _ line: String, _ contentType: String? = nil, _ body: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect("\(request.method.rawValue) \(request.target())" == line, sourceLocation: sourceLocation)
    #expect(request.contentType == contentType, sourceLocation: sourceLocation)
    #expect(request.body?.text == body, sourceLocation: sourceLocation)
  }

  @Test func reading() throws {
    check(try .get(object), "GET /apis/apps/v1/namespaces/ns/deployments/web")
    check(
      try .get(status, GetOptions(resourceVersion: "0")),
      "GET /apis/apps/v1/namespaces/ns/deployments/web/status?resourceVersion=0")
    check(try .list(ResourcePath(Self.resource)), "GET /apis/apps/v1/deployments")
    check(
      try .list(collection, ListOptions(labelSelector: "a in (b,c),d=e", limit: 2)),
      "GET /apis/apps/v1/namespaces/ns/deployments?labelSelector=a%20in%20%28b%2Cc%29%2Cd%3De&limit=2")
    check(
      try .watch(collection, ListOptions(resourceVersion: "7", allowWatchBookmarks: true)),
      "GET /apis/apps/v1/namespaces/ns/deployments?resourceVersion=7&allowWatchBookmarks=true&watch=true")
  }

  @Test func writing() throws {
    check(
      try .create(collection, body: body, CreateOptions(dryRun: true)),
      "POST /apis/apps/v1/namespaces/ns/deployments?dryRun=All", "application/json", "{}")
    check(
      try .create(collection, body: body, format: .protobuf), "POST /apis/apps/v1/namespaces/ns/deployments",
      "application/vnd.kubernetes.protobuf", "{}")
    check(
      try .create(ResourcePath(Self.resource, namespace: "ns", name: "web", subresource: ["eviction"]), body: body),
      "POST /apis/apps/v1/namespaces/ns/deployments/web/eviction", "application/json", "{}")
    check(
      try .update(status, body: body, UpdateOptions(fieldManager: "a b")),
      "PUT /apis/apps/v1/namespaces/ns/deployments/web/status?fieldManager=a%20b", "application/json", "{}")
  }

  @Test(arguments: [
    (PatchType.json, "application/json-patch+json"), (.merge, "application/merge-patch+json"),
    (.strategic, "application/strategic-merge-patch+json"), (.apply, "application/apply-patch+yaml"),
  ])
  func patching(type: PatchType, mediaType: String) throws {
    check(
      try .patch(object, type: type, body: body, PatchOptions(fieldManager: "me")),
      "PATCH /apis/apps/v1/namespaces/ns/deployments/web?fieldManager=me", mediaType, "{}")
  }

  @Test func applying() throws {
    check(
      try .apply(object, body: body, ApplyOptions(fieldManager: "me", force: true)),
      "PATCH /apis/apps/v1/namespaces/ns/deployments/web?fieldManager=me&force=true", "application/apply-patch+yaml",
      "{}")
    #expect(throws: KubernetesError.self) {
      try ResourceRequest.apply(object, body: body, ApplyOptions(fieldManager: ""))
    }
    #expect(throws: KubernetesError.self) { try ResourceRequest.patch(object, type: .apply, body: body) }
  }

  @Test func deleteOptionsTravelInTheBody() throws {
    check(
      try .delete(object), "DELETE /apis/apps/v1/namespaces/ns/deployments/web", "application/json",
      #"{"apiVersion":"v1","kind":"DeleteOptions"}"#)
    check(
      try .delete(
        object,
        DeleteOptions(
          gracePeriodSeconds: 0, propagationPolicy: .foreground,
          preconditions: Preconditions(uid: "a\"\\\n", resourceVersion: "7"), dryRun: true)),
      "DELETE /apis/apps/v1/namespaces/ns/deployments/web", "application/json",
      #"{"apiVersion":"v1","dryRun":["All"],"gracePeriodSeconds":0,"kind":"DeleteOptions","#
        + #""preconditions":{"resourceVersion":"7","uid":"a\"\\\n"},"propagationPolicy":"Foreground"}"#)
    check(
      try .delete(object, DeleteOptions(ignoreStoreReadErrorWithClusterBreakingPotential: true)),
      "DELETE /apis/apps/v1/namespaces/ns/deployments/web", "application/json",
      #"{"apiVersion":"v1","ignoreStoreReadErrorWithClusterBreakingPotential":true,"kind":"DeleteOptions"}"#)
    check(
      try .deleteCollection(
        collection, DeleteOptions(preconditions: Preconditions()), selecting: ListOptions(labelSelector: "a=b")),
      "DELETE /apis/apps/v1/namespaces/ns/deployments?labelSelector=a%3Db", "application/json",
      #"{"apiVersion":"v1","kind":"DeleteOptions"}"#)
  }

  @Test func theBasePathOfTheServerComesFirst() throws {
    #expect(try ResourceRequest.list(collection).target(basePath: "/k8s/c-1").hasPrefix("/k8s/c-1/apis/apps/v1/"))
  }

  @Test func verbsOnObjectsNeedAName() {
    let refused: [() throws -> ResourceRequest] = [
      { try .get(collection) }, { try .update(collection, body: body) }, { try .delete(collection) },
      { try .patch(collection, type: .merge, body: body) },
      { try .apply(collection, body: body, ApplyOptions(fieldManager: "me")) },
    ]
    for make in refused {
      let error = #expect(throws: KubernetesError.self) { try make() }
      #expect(error?.code == .invalidRequest)
    }
  }

  @Test func verbsOnCollectionsTakeNone() {
    let refused: [() throws -> ResourceRequest] = [
      { try .list(object) }, { try .watch(object) }, { try .deleteCollection(object) },
      { try .create(object, body: body) },
    ]
    for make in refused { #expect(throws: KubernetesError.self) { try make() } }
  }

  /// Without this check, deleting an object whose namespace was forgotten would go to another path.
  @Test func aForgottenNamespaceIsAnError() {
    let named = ResourcePath(Self.resource, scope: .namespaced, name: "web")
    let unnamed = ResourcePath(Self.resource, scope: .namespaced)
    #expect(throws: KubernetesError.self) { try ResourceRequest.get(named) }
    #expect(throws: KubernetesError.self) { try ResourceRequest.delete(named) }
    #expect(throws: KubernetesError.self) { try ResourceRequest.create(unnamed, body: body) }
    #expect(throws: Never.self) { try ResourceRequest.list(unnamed) }
  }

  @Test func invalidSelectorsAreRefused() {
    #expect(throws: KubernetesError.self) {
      try ResourceRequest.list(collection, ListOptions(labelSelector: Label("a b") == "c"))
    }
  }
}

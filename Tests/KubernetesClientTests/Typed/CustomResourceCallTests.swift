import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesTestSupport
import Testing

/// Calls that a custom resource of the application has, as generated types do.
@Suite("Calls of custom resources")
struct CustomResourceCallTests {
  private struct Site: CodableResource, StatusResource, LogResource {
    typealias Scope = NamespacedScope
    static let groupVersionKind = GroupVersionKind(group: "example.com", version: "v1", kind: "Site")
    static let groupVersionResource = GroupVersionResource(group: "example.com", version: "v1", resource: "sites")
    struct Spec: Codable, Sendable {
      var replicas: Int?
      var image: String?
    }
    struct Status: Codable, Sendable { var available: Int? }
    var metadata = MetaV1.ObjectMeta()
    var spec: Spec?
    var status: Status?
  }

  private let transport = ScriptedTransport { _, _ in
    TransportResponse(
      status: 200, headers: [.contentType: "application/json"], body: Bytes(#"{"metadata":{"name":"a"}}"#))
  }
  private var sites: ResourceClient<Site> { ClusterClient(transport: transport).resource(Site.self, in: "n") }

  private func body(_ number: Int = 0) throws -> JSONValue {
    try JSONValue(json: try #require(transport.requests[number].body))
  }

  @Test func applySendsTheObjectWithoutWhatTheServerKeepsOfIt() async throws {
    var site = Site(spec: Site.Spec(replicas: 2))
    site.metadata = MetaV1.ObjectMeta(name: "a", resourceVersion: "7", labels: ["x": "y"])
    site.metadata.managedFields = [MetaV1.ManagedFieldsEntry(manager: "kubectl")]
    try await sites.apply(site, ApplyOptions(fieldManager: "me"))
    #expect(transport.requests[0].target == "/apis/example.com/v1/namespaces/n/sites/a?fieldManager=me")
    #expect(
      try body() == [
        "apiVersion": "example.com/v1", "kind": "Site", "metadata": ["name": "a", "labels": ["x": "y"]],
        "spec": ["replicas": 2],
      ])
  }

  @Test func applyingTheStatusSendsNothingElse() async throws {
    let site = Site(
      metadata: MetaV1.ObjectMeta(name: "a"), spec: Site.Spec(replicas: 2), status: Site.Status(available: 1))
    try await sites.applyStatus(site, ApplyOptions(fieldManager: "me"))
    #expect(transport.requests[0].target == "/apis/example.com/v1/namespaces/n/sites/a/status?fieldManager=me")
    #expect(
      try body() == [
        "apiVersion": "example.com/v1", "kind": "Site", "metadata": ["name": "a"], "status": ["available": 1],
      ])
  }

  @Test func anAppliedObjectNeedsAName() async throws {
    let error = await #expect(throws: KubernetesError.self) {
      try await sites.apply(Site(), ApplyOptions(fieldManager: "me"))
    }
    #expect(error?.code == .invalidRequest)
    #expect(transport.requests.isEmpty)
  }

  /// The conformance is what the call asks for.
  @Test func logsAreThereForWhateverHasThem() async throws {
    _ = try await sites.logs(of: "a")
    #expect(transport.requests[0].target == "/apis/example.com/v1/namespaces/n/sites/a/log")
  }

  /// Compiles without a warning about what is not used.
  @Test func answersNeedNotBeUsed() async throws {
    let site = Site(metadata: MetaV1.ObjectMeta(name: "a"))
    try await sites.create(site)
    try await sites.update(site)
    try await sites.update("a") { $0.spec = Site.Spec() }
    try await sites.patch("a", .merge(["spec": ["replicas": 3]]))
    try await sites.apply("a", ["apiVersion": "example.com/v1", "kind": "Site"], ApplyOptions(fieldManager: "me"))
    try await sites.updateStatus(site)
    try await sites.updateStatus("a") { $0.status = Site.Status() }
    try await sites.patchStatus("a", .merge(["status": ["available": 3]]))
    try await ClusterClient(transport: transport).metadata.resource(Site.groupVersionResource, namespace: "n")
      .patch("a", .merge(["metadata": ["labels": ["x": "y"]]]))
    #expect(transport.requests.count == 11)
  }
}

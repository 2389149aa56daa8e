import HTTPTypes
import Kubernetes
import KubernetesTesting
import Testing

/// The worked example of the guide about controllers, on a server.
@Suite("The controller of the guide", .timeLimit(.minutes(1)))
struct ControllersGuideTests {
  private static let definition = """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: sites.example.com}
    spec:
      group: example.com
      scope: Namespaced
      names: {kind: Site, plural: sites}
      versions:
      - name: v1
        served: true
        storage: true
        subresources: {status: {}}
        schema:
          openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
    """

  /// A Site that has just been made has no status, and is read all the same; and a reconcile that finds everything as
  /// wanted writes nothing, though the server has filled in what the Deployment did not say.
  @Test func itWritesOnceAndThenNothing() async throws {
    let server = EmbeddedAPIServer()
    try await server.create(manifests: Self.definition)
    let client = ClusterClient(transport: server.transport)
    let controller = ControllersGuide.controller(client)
    let key = ObjectKey(namespace: "default", name: "front")
    let outcomes = controller.outcomes()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await controller.run() }
      try await controller.waitUntilWorking()
      _ = try await client.resource(ControllersGuide.Site.self, in: "default").create(
        ControllersGuide.Site(
          metadata: MetaV1.ObjectMeta(name: key.name),
          spec: ControllersGuide.Site.Spec(image: "nginx", replicas: 2)))
      var count = 0
      for await outcome in outcomes {
        #expect(outcome.key == key)
        if case .failed(let error, _) = outcome.ending { Issue.record(error) }
        count += 1
        if count == 5 { break }
        controller.enqueue(contentsOf: [key])
      }
      group.cancelAll()
    }
    let writes = server.journal.entries.filter { $0.path.contains("front") || $0.method == .post }
      .filter { $0.method != .get }.map { "\($0.method) \($0.path)" }
    #expect(
      writes.filter { $0.contains("/deployments") } == ["POST /apis/apps/v1/namespaces/default/deployments"])
    // The cache may be behind the first one, and then there is a second.
    #expect(writes.contains("PATCH /apis/example.com/v1/namespaces/default/sites/front/status"))
  }
}

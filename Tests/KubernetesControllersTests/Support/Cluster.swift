import KubernetesClient
import KubernetesCore
import KubernetesTesting

/// An embedded API server that knows things and parts, and a client for it.
struct Cluster {
  let server = EmbeddedAPIServer()
  let client: ClusterClient

  init() async throws {
    client = ClusterClient(transport: server.transport)
    try await server.create(manifests: Self.definition("Thing", "things"))
    try await server.create(manifests: Self.definition("Part", "parts"))
  }

  var things: ResourceClient<Thing> { client.resource(Thing.self, in: "default") }
  var parts: ResourceClient<Part> { client.resource(Part.self, in: "default") }

  private static func definition(_ kind: String, _ plural: String) -> String {
    """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: \(plural).example.com}
    spec:
      group: example.com
      scope: Namespaced
      names: {plural: \(plural), singular: \(kind.lowercased()), kind: \(kind), listKind: \(kind)List}
      versions:
      - name: v1
        served: true
        storage: true
        subresources: {status: {}}
        schema:
          openAPIV3Schema:
            type: object
            x-kubernetes-preserve-unknown-fields: true
    """
  }
}

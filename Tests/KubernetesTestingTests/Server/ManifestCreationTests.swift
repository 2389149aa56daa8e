import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTesting
import Testing

@Suite("Creating objects from manifests")
struct ManifestCreationTests {
  @Test func nothingIsCreatedOfAFileThatBreaksOff() async throws {
    let server = EmbeddedAPIServer()
    let one = "{apiVersion: v1, kind: Namespace, metadata: {name: one}}"
    let error = await #expect(throws: KubernetesError.self) {
      try await server.create(manifests: "\(one)\n---\na: [b\n")
    }
    #expect(error?.code == .decoding)
    // It was not there, so this creates it.
    try await server.create(manifests: one)
  }

  @Test func namespacesMayBeThereAlready() async throws {
    let server = EmbeddedAPIServer()
    try await server.create(
      manifests: """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: web}}
        ---
        {apiVersion: v1, kind: Namespace, metadata: {name: web, labels: {team: blue}}}
        ---
        {apiVersion: v1, kind: Namespace, metadata: {name: default}}
        """)
    let namespace = try await ClusterClient(transport: server.transport).coreV1.namespaces.get("web")
    #expect(namespace.metadata.labels["team"] == "blue")
  }

  @Test func onlyWhatHasItemsIsAList() async throws {
    let server = EmbeddedAPIServer()
    try await server.create(
      manifests: """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: allowlists.example.com}
        spec:
          group: example.com
          scope: Cluster
          names: {plural: allowlists, singular: allowlist, kind: AllowList, listKind: AllowListList}
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        ---
        {apiVersion: example.com/v1, kind: AllowList, metadata: {name: a}}
        ---
        apiVersion: v1
        kind: ConfigMapList
        items:
        - {metadata: {name: b}}
        """)
    let client = ClusterClient(transport: server.transport)
    let lists = GroupVersionResource(group: "example.com", version: "v1", resource: "allowlists")
    #expect(try await client.dynamic.resource(lists).list().items.map(\.metadata.name) == ["a"])
    #expect(try await client.coreV1.configMaps(in: "default").get("b").metadata.name == "b")
  }
}

import KubernetesCore
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
}

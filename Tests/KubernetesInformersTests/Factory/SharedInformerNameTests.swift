import KubernetesCore
import KubernetesInformers
import Testing

@Suite("The names of shared informers in metrics")
struct SharedInformerNameTests {
  private let factory = SharedInformerFactory()
  private let resource = GroupVersionResource(group: "apps", version: "v1", resource: "tests")

  private func name(in namespace: String? = nil, _ options: InformerOptions? = nil) async throws -> String? {
    try await factory.informer(for: resource, namespace: namespace, options: options, from: SimulatedServer())
      .options.name
  }

  @Test func theyAreMadeOfWhatIsCached() async throws {
    #expect(try await name() == "tests.apps")
    #expect(try await name(in: "web") == "tests.apps/web")
    #expect(try await name(InformerOptions(labelSelector: "app=web")) == "tests.apps app=web")
    let failed = InformerOptions(fieldSelector: Field("status.phase") == "Failed")
    #expect(try await name(in: "web", failed) == "tests.apps/web status.phase=Failed")
  }

  @Test func aNameThatIsGivenCounts() async throws {
    var options = InformerOptions()
    options.name = "mine"
    #expect(try await name(options) == "mine")
  }
}

import KubernetesClient
import KubernetesCore
import Testing

extension Live {
  @Suite("Who may do what on a real server") struct AccessTests {
    @Test func anImpersonatedStrangerIsForbidden() async throws {
      try await LiveClient.run {
        $0.impersonation = Impersonation(user: "stranger", groups: ["nobodies"])
      } body: {
        client, namespace in
        let refused = await #expect(throws: KubernetesError.self) {
          try await client.dynamic.resource(.configMaps, namespace: namespace).list()
        }
        #expect(refused?.isForbidden == true)
        #expect(refused?.message.contains("stranger") == true)
      }
    }

    @Test func aWrongTokenIsUnauthorized() async throws {
      var configuration = try LiveControlPlane.configuration()
      configuration.credentials = StaticCredentialProvider(Credential(authorization: SensitiveString("Bearer wrong")))
      try await withClusterClient(configuration) { client in
        let refused = await #expect(throws: KubernetesError.self) {
          try await client.dynamic.resource(.namespaces).list()
        }
        #expect(refused?.isUnauthorized == true)
      }
    }

    @Test func discoveryKnowsTheServer() async throws {
      try await withClusterClient(try LiveControlPlane.configuration()) { client in
        let version = try await client.discovery.serverVersion()
        #expect(version.major == "1")
        let found = try await client.discovery.resource(named: "deploy")
        #expect(found.resource == .deployments)
      }
    }
  }
}

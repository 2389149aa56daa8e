import KubernetesClient
import KubernetesCore
import Testing

extension Live {
  @Suite("Who may do what on a real server") struct AccessTests {
    @Test func anImpersonatedStrangerIsForbidden() async throws {
      try await LiveClient.run { $0.impersonation = Impersonation(user: "stranger", groups: ["nobodies"]) } body: {
        client, namespace in
        let refused = await #expect(throws: KubernetesError.self) {
          try await client.dynamic.resource(.configMaps, namespace: namespace).list()
        }
        #expect(refused?.isForbidden == true)
        #expect(refused?.message.contains("stranger") == true)
      }
    }

    @Test func aWrongTokenIsUnauthorized() async throws {
      let cluster = try LiveControlPlane.current()
      var overrides = KubeconfigOverrides()
      overrides.clusterName = "control-plane"
      overrides.user.token = "wrong"
      let configuration = try ClientConfiguration.load(kubeconfig: cluster.kubeconfigPath, overrides: overrides)
      try await withClusterClient(configuration) { client in
        let refused = await #expect(throws: KubernetesError.self) {
          try await client.dynamic.resource(.namespaces).list()
        }
        #expect(refused?.isUnauthorized == true)
      }
    }

    @Test func theKubeconfigOfTheServerWorks() async throws {
      let cluster = try LiveControlPlane.current()
      try await withClusterClient(try .load(kubeconfig: cluster.kubeconfigPath)) { client in
        #expect(try await client.discovery.serverVersion().major == "1")
        #expect(try await client.discovery.resource(named: "deploy").resource == .deployments)
      }
    }
  }
}

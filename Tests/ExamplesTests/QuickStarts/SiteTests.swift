import Kubernetes
import KubernetesTesting
import Testing

@Test func aSiteGetsADeployment() async throws {
  let server = EmbeddedAPIServer()
  try await server.create(manifests: siteDefinition)
  let client = ClusterClient(transport: server.transport)
  try await withThrowingTaskGroup { group in
    group.addTask { try await siteController(client).run() }
    let sites = client.resource(Site.self, in: "default")
    try await sites.create(
      Site(metadata: MetaV1.ObjectMeta(name: "front"), spec: Site.Spec(image: "nginx", replicas: 2)))
    let deployments = client.appsV1.deployments(in: "default")
    try await deployments.wait(for: "front", timeout: .seconds(60), until: .exists)
    group.cancelAll()
  }
}

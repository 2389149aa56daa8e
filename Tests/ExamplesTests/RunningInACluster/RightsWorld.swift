import Kubernetes
import KubernetesTesting

/// A server with some objects, and somebody who may do what is granted.
struct RightsWorld {
  private static let user = "somebody"

  let book: GrantBook
  private let server: EmbeddedAPIServer
  private let administrator: ClusterClient

  var pods: ResourceClient<CoreV1.Pod> { administrator.coreV1.pods(in: "default") }
  var maps: ResourceClient<CoreV1.ConfigMap> { administrator.coreV1.configMaps(in: "default") }
  var deployments: ResourceClient<AppsV1.Deployment> { administrator.appsV1.deployments(in: "default") }

  init() async throws {
    book = GrantBook(user: Self.user)
    var configuration = EmbeddedAPIServer.Configuration()
    configuration.authorizer = book
    configuration.authentication = Authentication(
      tokens: ["token": UserInfo(name: Self.user)], anonymous: .administrator)
    server = EmbeddedAPIServer(configuration)
    administrator = ClusterClient(transport: server.transport)
    server.kubelet.onLogs { _ in ["a line"] }
    server.kubelet.onExec { _, _ in 0 }
    server.kubelet.onAttach { _, _ in 0 }
    server.kubelet.onPortForward { try await $0.write(Bytes("hello")) }
    _ = try await pods.create(
      CoreV1.Pod(
        metadata: MetaV1.ObjectMeta(name: "web-0"),
        spec: CoreV1.PodSpec(containers: [CoreV1.Container(name: "main", image: "nginx")], nodeName: "node-1")))
    _ = try await maps.create(CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "settings")))
    _ = try await deployments.create(deployment("web"))
    _ = try await administrator.coreV1.serviceAccounts(in: "default").create(
      CoreV1.ServiceAccount(metadata: MetaV1.ObjectMeta(name: "robot")))
  }

  func deployment(_ name: String) -> AppsV1.Deployment {
    let labels = ["app": name]
    return AppsV1.Deployment(
      metadata: MetaV1.ObjectMeta(name: name),
      spec: AppsV1.DeploymentSpec(
        replicas: 1, selector: MetaV1.LabelSelector(matchLabels: labels),
        template: CoreV1.PodTemplateSpec(
          metadata: MetaV1.ObjectMeta(labels: labels),
          spec: CoreV1.PodSpec(containers: [CoreV1.Container(name: "main", image: "nginx")]))))
  }

  /// Does something as that somebody, over a port: sessions with containers need a connection.
  func act(_ body: (ClusterClient, RightsWorld) async throws -> Void) async throws {
    try await server.serving { endpoint in
      var configuration = ClientConfiguration(server: try ServerURL(endpoint.url))
      configuration.credentials = try StaticCredentialProvider.token("token")
      configuration.allowsCredentialsInPlainText = true
      try await withClusterClient(configuration) { try await body($0, self) }
    }
  }

  func untilAllIsUsed() async {
    while !book.unused.isEmpty, book.refused.isEmpty { await Task.yield() }
  }
}

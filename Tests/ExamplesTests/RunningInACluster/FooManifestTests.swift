import ArgumentParser
import HTTPTypes
import Kubernetes
import KubernetesLocks
import KubernetesTesting
import Testing

@testable import FooController

/// The rules of the manifest against what the controller asks for as its service account: nothing is refused, and
/// nothing is granted for nothing.
@Suite("FooController with the rights of its manifest", .timeLimit(.minutes(1)))
struct FooManifestTests {
  private let account = ObjectKey(namespace: "foo-system", name: "foo-controller")
  private let server: EmbeddedAPIServer
  private let book: GrantBook
  private let administrator: ClusterClient

  init() async throws {
    book = GrantBook(user: "system:serviceaccount:foo-system:foo-controller")
    var configuration = EmbeddedAPIServer.Configuration()
    configuration.authorizer = book
    server = EmbeddedAPIServer(configuration)
    administrator = ClusterClient(transport: server.transport)
    try await Foo.install(administrator)
    try await server.create(
      manifests: DocumentedSnippets.text("Sources/Examples/FooController/Deployment/foo-controller.yaml"))
    book.grant(try await GrantedPermissions.of(account, administrator))
  }

  @Test func theDeploymentRunsTheCommandAsItsAccount() async throws {
    let deployment = try await administrator.appsV1.deployments(in: account.namespace).get("foo-controller")
    let pod = try #require(deployment.spec?.template?.spec)
    #expect(pod.serviceAccountName == account.name)
    let arguments = try #require(pod.containers.first?.args)
    let command = try FooCommand.parseAsRoot(arguments)
    #expect((command as? Run)?.lease == "foo-system/foo-controller")
    let drain = ControllerOptions().drainTimeout
    #expect(Duration.seconds(pod.terminationGracePeriodSeconds ?? 0) > drain)
  }

  @Test func everyRuleIsNeededAndNoneIsMissing() async throws {
    let token = try await administrator.coreV1.serviceAccounts(in: account.namespace).createToken(
      for: account.name, AuthenticationV1.TokenRequest())
    let client = ClusterClient(transport: transport(token.status?.token ?? ""))
    let events = Controller<Foo>.recorder(client)
    let controller = Controller<Foo>.foos(client, events: events)
    let elector = LeaderElector(store: KubernetesLeaseStore(client, lease: account))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await events.run() }
      group.addTask { try await elector.run { _ in try await controller.run() } }
      group.addTask {
        do { try await server.simulateControllers(every: .milliseconds(20)) } catch is CancellationError {}
      }
      try await use(EmbeddedFoos(client: administrator))
      group.cancelAll()
      while let result = await group.nextResult() {
        if case .failure(let error) = result, !(error is CancellationError) { throw error }
      }
    }
    #expect(book.refused == [])
    #expect(book.unused == [])
  }

  /// A life that takes every turn of the reconciler.
  private func use(_ world: EmbeddedFoos) async throws {
    _ = try await world.foos.create(world.foo("f", replicas: 1))
    try await world.expectReady("f")
    for replicas in [2, 3] {
      _ = try await world.foos.patch("f", .merge(["spec": ["replicas": .integer(Int64(replicas))]]))
      try await world.expect("f", "\(replicas) replicas") {
        $0.isSettled && $0.status?.availableReplicas == Int32(replicas)
      }
    }
    _ = try await world.foos.patch("f", .merge(["spec": ["deploymentName": "other"]]))
    try await world.deployments.wait(for: "f-pods", timeout: .seconds(10), until: .deleted)
    try await world.expectReady("f")
    try await world.foos.delete("f")
  }

  /// The server with the service account's token, as it was before it could stream lists. The first Deployment is made by
  /// somebody else right before, so that it has to be looked at.
  private func transport(_ token: String) -> InMemoryTransport {
    let isFirst = Lock(true)
    return InMemoryTransport { request in
      if request.target.contains("sendInitialEvents=true") {
        return TransportStream(status: 400, headers: HTTPFields(), body: BodyStream([]))
      }
      var request = request
      request.headers[.authorization] = "Bearer \(token)"
      if request.method == .post, request.target.contains("/deployments") {
        let isMadeTwice = isFirst.withLock { isFirst in
          defer { isFirst = false }
          return isFirst
        }
        if isMadeTwice { _ = try await server.transport.stream(request) }
      }
      return try await server.transport.stream(request)
    }
  }
}

import Kubernetes
import KubernetesTesting

@testable import FooController

/// The controller on an embedded server whose Deployments become available.
struct EmbeddedFoos: Sendable {
  let client: ClusterClient
  let namespace = "default"

  var foos: ResourceClient<Foo> { client.resource(Foo.self, in: namespace) }
  var deployments: ResourceClient<AppsV1.Deployment> { client.resource(AppsV1.Deployment.self, in: namespace) }

  func foo(_ name: String, replicas: Int32) -> Foo {
    Foo(name, in: namespace, deploymentName: "\(name)-pods", replicas: replicas)
  }

  /// Runs controller and recorder around `body`, and lets them drain.
  ///
  /// - Parameter transport: How the controller reaches the server; its own transport for nil.
  static func run(
    _ server: EmbeddedAPIServer = EmbeddedAPIServer(), over transport: (any Transport)? = nil,
    _ body: @escaping @Sendable (EmbeddedFoos) async throws -> Void
  ) async throws {
    let world = EmbeddedFoos(client: ClusterClient(transport: transport ?? server.transport))
    try await Foo.install(world.client)
    let events = Controller<Foo>.recorder(world.client)
    let controller = Controller<Foo>.foos(world.client, events: events)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await controller.run() }
      group.addTask { try await events.run() }
      group.addTask {
        do { try await server.simulateControllers(every: .milliseconds(20)) } catch is CancellationError {}
      }
      try await controller.waitUntilWorking()
      try await body(world)
      group.cancelAll()
      try await group.waitForAll()
    }
  }

  func expect(_ name: String, _ what: String, _ condition: @escaping @Sendable (Foo) -> Bool) async throws {
    try await foos.wait(
      for: name, timeout: .seconds(20), until: WaitCondition(what) { $0.map(condition) ?? false })
  }

  func expectReady(_ name: String) async throws { try await expect(name, "readiness", \.isSettled) }
}

import Foundation
import Kubernetes
import KubernetesTesting

/// Where the demonstration happens: a server in this process, or a real cluster; in a namespace of its own.
struct DemoCluster: Sendable {
  let client: ClusterClient
  let namespace: String
  /// The server in this process; nil for a real cluster.
  let server: EmbeddedAPIServer?
  /// Whether this demonstration has made the server serve Foos.
  let hasInstalled: Bool

  static func start(
    kubeconfig: String?, context: String?, _ view: DemoView
  ) async throws -> DemoCluster {
    let server = kubeconfig == nil && context == nil ? EmbeddedAPIServer() : nil
    let client: ClusterClient
    if let server {
      client = ClusterClient(transport: server.transport)
      view.say("an API server runs in this process")
    } else {
      client = try await ClusterClient.connect(kubeconfig: kubeconfig, context: context)
      view.say(
        "the cluster is a Kubernetes \(try await client.discovery.serverVersion().gitVersion)")
    }
    let namespace = "foo-demo-" + UUID().uuidString.prefix(8).lowercased()
    _ = try await client.resource(CoreV1.Namespace.self).create(
      CoreV1.Namespace(metadata: MetaV1.ObjectMeta(name: namespace)))
    let hasInstalled: Bool
    do { hasInstalled = try await Foo.install(client) } catch {
      _ = try? await client.resource(CoreV1.Namespace.self).delete(namespace)
      throw error
    }
    view.say("it serves Foos; this happens in the namespace \(namespace)")
    return DemoCluster(
      client: client, namespace: namespace, server: server, hasInstalled: hasInstalled)
  }

  var foos: ResourceClient<Foo> { client.resource(Foo.self, in: namespace) }
  var deployments: ResourceClient<AppsV1.Deployment> {
    client.resource(AppsV1.Deployment.self, in: namespace)
  }

  /// Plays the controllers of a real cluster, so that Deployments get pods. Goes on until it is cancelled.
  func simulate() async throws {
    if let server {
      try await server.simulateControllers()
    } else {
      try await Task.sleep(for: .seconds(1_000_000))
    }
  }

  /// Removes what the demonstration has made, also after its task was cancelled. Returns false if something stayed.
  func cleanUp(_ view: DemoView) async -> Bool {
    await Task {
      do {
        try await foos.deleteCollection()
        let left = try await waitForDeployments()
        // They go with the namespace, if with nothing else.
        if left > 0 { view.say("\(left) Deployments of Foos are still there") }
        _ = try await client.resource(CoreV1.Namespace.self).delete(namespace)
        if hasInstalled {
          _ = try await client.resource(ApiextensionsV1.CustomResourceDefinition.self).delete(
            Foo.definition.metadata.name ?? "")
        }
        await client.shutdown()
        return left == 0
      } catch {
        view.say("not everything could be removed: \(error)")
        return false
      }
    }.value
  }

  /// Waits until the Deployments of Foos have gone, and returns how many have not in the end.
  private func waitForDeployments() async throws -> Int {
    for number in 0... {
      let left = try await deployments.list().items.count { $0.controllerReference?.kind == "Foo" }
      if left == 0 || number == 100 { return left }
      try await Task.sleep(for: .milliseconds(100))
    }
    return 0
  }
}

import Foundation
import Kubernetes
import KubernetesTesting
import Testing

@testable import FooController

/// The demonstration as a program: on the server in its own process, and on one that it reaches by a kubeconfig file.
@Suite("The demo, as a program", .timeLimit(.minutes(3)))
struct DemoTests {
  /// Runs `body` with a server that listens, and the path of a kubeconfig file for it.
  private func serving(_ body: (EmbeddedAPIServer, String) async throws -> Void) async throws {
    let server = EmbeddedAPIServer()
    let file = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString).kubeconfig")
    defer { try? FileManager.default.removeItem(at: file) }
    try await server.serving(ServingOptions(usesTLS: true)) { endpoint in
      try Data(endpoint.kubeconfig.utf8).write(to: file)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { do { try await server.simulateControllers() } catch is CancellationError {} }
        try await body(server, file.path)
        group.cancelAll()
      }
    }
  }

  /// What of the demonstration is still on a server.
  private func remains(on server: EmbeddedAPIServer) async throws -> [String] {
    let client = ClusterClient(transport: server.transport)
    let namespaces = try await client.resource(CoreV1.Namespace.self).list().items.compactMap(\.metadata.name)
    let definitions = try await client.resource(ApiextensionsV1.CustomResourceDefinition.self).list().items
    let deployments = try await client.resource(AppsV1.Deployment.self, in: nil).list().items
    return namespaces.filter { $0.hasPrefix("foo-demo-") } + definitions.compactMap(\.metadata.name)
      + deployments.compactMap(\.metadata.name)
  }

  @Test func anInterruptDrainsCleansUpAndIsASuccess() async throws {
    let ending = try await Program.run(
      "FooController", ["demo", "--seconds", "600"], interruptedAfter: "six Foos are created")
    #expect(ending.isSuccess, "\(ending.output)")
    #expect(ending.output.contains("interrupted: the controller has drained; cleaning up"))
    #expect(!ending.output.contains("could be removed"))
    #expect(!ending.output.contains("are still there"))
    #expect(ending.output.contains(" 0 dropped"))
  }

  @Test func anInterruptedDemoLeavesNothingOnACluster() async throws {
    try await serving { server, kubeconfig in
      let ending = try await Program.run(
        "FooController", ["demo", "--seconds", "600", "--kubeconfig", kubeconfig],
        interruptedAfter: "six Foos are created")
      #expect(ending.isSuccess, "\(ending.output)")
      #expect(ending.output.contains("interrupted: the controller has drained; cleaning up"))
      #expect(try await remains(on: server) == [])
    }
  }

  @Test func anInterruptAtTheVeryStartLeavesNothingOnACluster() async throws {
    try await serving { server, kubeconfig in
      // The first line comes before anything has been made.
      let ending = try await Program.run(
        "FooController", ["demo", "--seconds", "600", "--kubeconfig", kubeconfig], interruptedAfter: "the cluster is")
      #expect(ending.isSuccess, "\(ending.output)")
      #expect(try await remains(on: server) == [])
    }
  }

  @Test func theWholeDemoRunsOnTheClusterOfAKubeconfigFile() async throws {
    try await serving { server, kubeconfig in
      let ending = try await Program.run("FooController", ["demo", "--seconds", "5", "--kubeconfig", kubeconfig])
      #expect(ending.isSuccess, "\(ending.output)")
      #expect(ending.output.contains("the cluster is a Kubernetes v"))
      #expect(ending.output.contains("47 of 47 Foos are ready"))
      #expect(ending.output.contains("nothing is left"))
      #expect(ending.output.contains(" 0 dropped"))
      #expect(try await remains(on: server) == [])
    }
  }
}

import Kubernetes
import KubernetesTesting

enum WritingAControllerGuide {
  struct Foo: CodableResource {
    typealias Scope = NamespacedScope
    static let groupVersionKind = GroupVersionKind(
      group: "samplecontroller.k8s.io", version: "v1alpha1", kind: "Foo")
    static let groupVersionResource = GroupVersionResource(
      group: "samplecontroller.k8s.io", version: "v1alpha1", resource: "foos")
    var metadata: MetaV1.ObjectMeta
    var spec: Spec
    var status: Status?
  }

  static func run(
    _ controller: Controller<Foo>, _ events: EventRecorder, _ signals: some AsyncSequence<Int32, Never> & Sendable
  ) async throws {
    try await events.run {  // until the controller has drained
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { for await _ in signals { return } }
        group.addTask { try await controller.run() }
        try await group.next()  // the first to end ends the other
        group.cancelAll()
      }
    }
  }

  static func failingServer() -> ClusterClient {
    let server = EmbeddedAPIServer()
    server.faults.add(.status(503), on: .verb("update", "deployments"), times: 12)
    let client = ClusterClient(transport: server.transport)
    return client
  }
}

extension WritingAControllerGuide.Foo {
  struct Spec: Codable {
    var deploymentName: String
    var replicas: Int32?
  }
  struct Status: Codable {
    var availableReplicas: Int32?
  }
}

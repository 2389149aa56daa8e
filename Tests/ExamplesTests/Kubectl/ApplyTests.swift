import ArgumentParser
import ExampleArguments
import Foundation
import HTTPTypes
import Kubernetes
import KubernetesLocks
import KubernetesTestSupport
import KubernetesTesting
import Testing

@testable import kubectl_swift

@Suite("kubectl-swift apply and create", .timeLimit(.minutes(1)))
struct ApplyTests {
  private static let widget = """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: widgets.example.com}
    spec:
      group: example.com
      scope: Namespaced
      names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}
      versions:
      - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
      - {name: v0, served: false, storage: false, schema: {openAPIV3Schema: {type: object}}}
    ---
    {apiVersion: example.com/v1, kind: Widget, metadata: {name: w}}
    """

  /// A client that is told of new groups only after so many readings.
  private func late(_ readings: Int) async throws -> ClusterClient {
    let server = EmbeddedAPIServer()
    let old = try await server.transport.send(
      TransportRequest(
        target: "/apis", headers: [.accept: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"]))
    let left = Lock(readings)
    let transport = InMemoryTransport { request in
      guard request.target == "/apis", left.withLock({ $0.countsDown() }) else {
        return try await server.transport.stream(request)
      }
      return TransportStream(status: old.status, headers: old.headers, body: BodyStream([old.body]))
    }
    return ClusterClient(transport: transport, requests: RESTClientConfiguration(clock: InstantClock()))
  }

  @Test func anObjectIsAppliedWhenItsDefinitionIsServed() async throws {
    let client = try await late(6)
    let text = try await KubectlWorld.folder(["a.yaml": Self.widget]) { folder in
      try await KubectlWorld.printed {
        try await Apply.parse(["-f", folder.appending(path: "a.yaml").path]).run(client, $0)
      }
    }
    #expect(
      text == """
        customresourcedefinition.apiextensions.k8s.io/widgets.example.com serverside-applied
        widget.example.com/w serverside-applied

        """)
  }

  @Test func anObjectIsMadeWhenItsDefinitionIsServed() async throws {
    let client = try await late(6)
    let text = try await KubectlWorld.folder(["a.yaml": Self.widget]) { folder in
      try await KubectlWorld.printed {
        try await Create.parse(["-f", folder.appending(path: "a.yaml").path]).run(client, $0)
      }
    }
    #expect(text.hasSuffix("\nwidget.example.com/w created\n"))
  }

  @Test func whatIsNeverServedIsNotWaitedForWithoutEnd() async throws {
    let client = try await late(.max)
    try await KubectlWorld.folder(["a.yaml": Self.widget]) { folder in
      let apply = try Apply.parse(["-f", folder.appending(path: "a.yaml").path])
      let failures = await #expect(throws: Failures.self) { try await apply.run(client, LineOutput { _ in }) }
      #expect((failures?.errors.first as? KubernetesError)?.code == .timeout)
    }
  }

  @Test func whatIsOnlyCheckedIsMarked() async throws {
    let world = try await KubectlWorld()
    let map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"
    let text = try await KubectlWorld.folder(["a.yaml": map]) { folder in
      try await KubectlWorld.printed {
        try await Apply.parse(["-f", folder.appending(path: "a.yaml").path, "--dry-run"]).run(world.client, $0)
      }
    }
    #expect(text == "configmap/a serverside-applied (server dry run)\n")
    #expect(try await world.names() == [])
  }
}

extension Int {
  /// Counts down; true until it is below zero.
  fileprivate mutating func countsDown() -> Bool {
    self -= 1
    return self >= 0
  }
}

import HTTPTypes
import Kubernetes
import KubernetesLocks
import KubernetesTesting
import Testing

@testable import FooController

/// A Deployment that is there when the controller wants to make it, and gone when it looks for it: no event will tell,
/// since the cache saw neither.
@Suite("A Deployment that goes between two looks", .timeLimit(.minutes(1)))
struct FooLostDeploymentTests {
  @Test func isMadeAtTheNextLook() async throws {
    let server = EmbeddedAPIServer()
    let isFirst = Lock(true)
    let exists = #"""
      {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"AlreadyExists","code":409,
       "message":"deployments.apps \"f-pods\" already exists"}
      """#
    let transport = InMemoryTransport { request in
      let isCreation = request.method == .post && request.target.contains("/deployments")
      guard isCreation, isFirst.withLock({ $0.exchange(with: false) }) else {
        return try await server.transport.stream(request)
      }
      return TransportStream(
        status: 409, headers: [.contentType: "application/json"], body: BodyStream([Bytes(exists)]))
    }
    try await EmbeddedFoos.run(server, over: transport) { world in
      _ = try await world.foos.create(world.foo("f", replicas: 2))
      try await world.expectReady("f")
      #expect(try await world.deployments.list().items.map(\.metadata.name) == ["f-pods"])
    }
    #expect(!isFirst.withLock { $0 })
  }
}

extension Bool {
  /// Sets another value and returns the former one.
  fileprivate mutating func exchange(with value: Bool) -> Bool {
    defer { self = value }
    return self
  }
}

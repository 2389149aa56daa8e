import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing

@Suite("What the typed client sends")
struct TypedRequestTests {
  private func client(
    _ handler: @escaping ScriptedTransport.Handler
  ) -> (rest: RESTClient, transport: ScriptedTransport, clock: InstantClock) {
    let transport = ScriptedTransport(handler)
    let clock = InstantClock()
    var configuration = RESTClientConfiguration()
    configuration.clock = clock
    return (RESTClient(transport: transport, configuration: configuration), transport, clock)
  }

  private static func answer(_ value: some WireCodable, _ status: Int = 200) throws -> TransportResponse {
    TransportResponse(
      status: status, headers: [.contentType: "application/json"], body: Bytes(try value.wireBytes(format: .json)))
  }

  private static func failure(_ code: Int, _ reason: String) -> TransportResponse {
    TransportResponse(
      status: code, headers: [.contentType: "application/json"],
      body: Bytes(#"{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"\#(reason)","code":\#(code)}"#))
  }

  private static func deployment(_ version: String, replicas: Int32) -> AppsV1.Deployment {
    AppsV1.Deployment(
      metadata: MetaV1.ObjectMeta(name: "web", namespace: "n", resourceVersion: version),
      spec: AppsV1.DeploymentSpec(replicas: replicas))
  }

  private func json(_ request: TransportRequest?) throws -> JSONValue {
    try JSONValue(json: try #require(request?.body))
  }

  @Test func aDeletedObjectIsDecodedWithTheClientsOptions() async throws {
    var kept = Self.deployment("1", replicas: 1)
    kept.metadata.managedFields = [MetaV1.ManagedFieldsEntry(manager: "me")]
    let answer = try Self.answer(kept)
    let (rest, _, _) = client { _, _ in answer }
    let deployments = ResourceClient<AppsV1.Deployment>(rest, namespace: "n")
    for (options, count) in [(DecodingOptions(), 1), (DecodingOptions(managedFields: .drop), 0)] {
      guard case .object(let object) = try await deployments.decoding(options).delete("web") else {
        Issue.record("no object")
        return
      }
      #expect(object.metadata.managedFields.count == count)
    }
  }

  @Test func applySendsNothingThatWasNotSet() async throws {
    let (rest, transport, _) = client { _, _ in try Self.answer(Self.deployment("1", replicas: 3)) }
    let deployments = ResourceClient<AppsV1.Deployment>(rest, namespace: "n")
    let wanted = AppsV1.Deployment(
      metadata: MetaV1.ObjectMeta(name: "web"), spec: AppsV1.DeploymentSpec(replicas: 3))
    _ = try await deployments.apply(wanted, ApplyOptions(fieldManager: "me", force: true))
    let request = try #require(transport.requests.first)
    #expect(request.method == .patch)
    #expect(request.target == "/apis/apps/v1/namespaces/n/deployments/web?fieldManager=me&force=true")
    #expect(request.headers[.contentType] == "application/apply-patch+yaml")
    #expect(
      try json(request) == [
        "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web"], "spec": ["replicas": 3],
      ])
  }

  @Test func applyLeavesOutWhatTheServerKeepsOfIt() async throws {
    let (rest, transport, _) = client { _, _ in try Self.answer(Self.deployment("1", replicas: 3)) }
    var read = Self.deployment("7", replicas: 1)
    read.metadata.managedFields = [MetaV1.ManagedFieldsEntry(manager: "kubectl")]
    _ = try await ResourceClient<AppsV1.Deployment>(rest, namespace: "n").apply(read, ApplyOptions(fieldManager: "me"))
    #expect(try json(transport.requests.first)["metadata"] == ["name": "web", "namespace": "n"])
    let error = await #expect(throws: KubernetesError.self) {
      try await ResourceClient<AppsV1.Deployment>(rest, namespace: "n").apply(
        AppsV1.Deployment(), ApplyOptions(fieldManager: "me"))
    }
    #expect(error?.code == .invalidRequest)
    #expect(transport.requests.count == 1)
  }

  @Test func applyingTheStatusSendsNothingElse() async throws {
    let (rest, transport, _) = client { _, _ in try Self.answer(Self.deployment("1", replicas: 3)) }
    var object = Self.deployment("7", replicas: 1)
    object.status = AppsV1.DeploymentStatus(readyReplicas: 2)
    _ = try await ResourceClient<AppsV1.Deployment>(rest, namespace: "n")
      .applyStatus(object, ApplyOptions(fieldManager: "me"))
    #expect(transport.requests[0].target.hasPrefix("/apis/apps/v1/namespaces/n/deployments/web/status?"))
    #expect(
      try json(transport.requests[0]) == [
        "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web"], "status": ["readyReplicas": 2],
      ])
  }

  @Test(arguments: ["", "/status"])
  func aConflictBeginsAgainWithTheObjectAsItIsNow(_ part: String) async throws {
    let (rest, transport, clock) = client { request, number in
      switch number {
      case 0: try Self.answer(Self.deployment("1", replicas: 1))
      case 1: Self.failure(409, "Conflict")
      case 2: try Self.answer(Self.deployment("2", replicas: 5))
      default: try Self.answer(AppsV1.Deployment(wire: request.body ?? .empty, format: .protobuf, context: .init()))
      }
    }
    let deployments = ResourceClient<AppsV1.Deployment>(rest, namespace: "n")
    func change(_ deployment: inout AppsV1.Deployment) {
      let replicas = deployment.spec?.replicas ?? 0
      deployment.spec?.replicas = replicas + 1
    }
    let updated =
      part.isEmpty
      ? try await deployments.update("web", mutating: change)
      : try await deployments.updateStatus("web", mutating: change)
    #expect(updated.spec?.replicas == 6)
    #expect(updated.metadata.resourceVersion == "2")
    #expect(transport.requests.map(\.method) == [.get, .put, .get, .put])
    #expect(transport.requests[3].target == "/apis/apps/v1/namespaces/n/deployments/web" + part)
    #expect(clock.sleeps.count == 1)
    #expect(clock.sleeps.allSatisfy { $0 >= .milliseconds(10) && $0 <= .milliseconds(11) })
  }

  @Test func aConflictThatStaysIsThrownAfterFiveTries() async throws {
    let (rest, transport, _) = client { request, _ in
      request.method == .get ? try Self.answer(Self.deployment("1", replicas: 1)) : Self.failure(409, "Conflict")
    }
    let error = await #expect(throws: KubernetesError.self) {
      try await ResourceClient<AppsV1.Deployment>(rest, namespace: "n").update("web") { _ in }
    }
    #expect(error?.isConflict == true)
    #expect(transport.requests.count == 10)
  }

  @Test func anotherFailureIsThrownAtOnceAndAnUnwantedChangeSendsNothing() async throws {
    let (rest, transport, _) = client { request, _ in
      request.method == .get ? try Self.answer(Self.deployment("1", replicas: 1)) : Self.failure(422, "Invalid")
    }
    let deployments = ResourceClient<AppsV1.Deployment>(rest, namespace: "n")
    await #expect(throws: KubernetesError.self) { try await deployments.update("web") { _ in } }
    #expect(transport.requests.count == 2)
    await #expect(throws: CancellationError.self) {
      try await deployments.update("web") { _ in throw CancellationError() }
    }
    #expect(transport.requests.count == 3)
  }

  @Test func findTellsAMissingObjectFromAFailure() async throws {
    let (rest, _, _) = client { request, _ in
      request.target.hasSuffix("gone") ? Self.failure(404, "NotFound") : Self.failure(403, "Forbidden")
    }
    let pods = ResourceClient<CoreV1.Pod>(rest, namespace: "n")
    #expect(try await pods.find("gone") == nil)
    #expect(await #expect(throws: KubernetesError.self) { try await pods.find("secret") }?.status?.reason == .forbidden)
  }

  @Test func anEvictionThatABudgetForbidsIsSeenAtOnce() async throws {
    let (rest, transport, clock) = client { _, _ in
      var answer = Self.failure(429, "TooManyRequests")
      answer.headers[.retryAfter] = "10"
      return answer
    }
    let error = await #expect(throws: KubernetesError.self) {
      try await ResourceClient<CoreV1.Pod>(rest, namespace: "n").evict("p", gracePeriodSeconds: 5)
    }
    #expect(error?.status?.code == 429)
    #expect(clock.sleeps.isEmpty)
    let request = try #require(transport.requests.first)
    #expect(request.target == "/api/v1/namespaces/n/pods/p/eviction")
    let eviction = try PolicyV1.Eviction(wire: request.body ?? .empty, format: .protobuf, context: .init())
    #expect(eviction.metadata.name == "p")
    #expect(eviction.deleteOptions?.gracePeriodSeconds == 5)
  }

  @Test func subresourcesOfOtherTypesAreSentToTheirPaths() async throws {
    let (rest, transport, _) = client { request, _ in
      if request.target.hasSuffix("token") {
        return try Self.answer(
          AuthenticationV1.TokenRequest(status: AuthenticationV1.TokenRequestStatus(token: "t")), 201)
      }
      if request.target.hasSuffix("binding") { return Self.failure(201, "") }
      return try Self.answer(AutoscalingV1.Scale(spec: AutoscalingV1.ScaleSpec(replicas: 4)))
    }
    let scale = try await ResourceClient<AppsV1.StatefulSet>(rest, namespace: "n").setReplicas(4, of: "db")
    #expect(scale.spec?.replicas == 4)
    #expect(try json(transport.requests[0]) == ["spec": ["replicas": 4]])
    let accounts = ResourceClient<CoreV1.ServiceAccount>(rest, namespace: "n")
    let token = try await accounts.createToken(for: "robot", AuthenticationV1.TokenRequest())
    #expect(token.status?.token == "t")
    try await ResourceClient<CoreV1.Pod>(rest, namespace: "n").bind("p", to: "node-1")
    let binding = try CoreV1.Binding(wire: transport.requests[2].body ?? .empty, format: .protobuf, context: .init())
    #expect(binding.target?.name == "node-1")
    #expect(
      transport.requests.map(\.target) == [
        "/apis/apps/v1/namespaces/n/statefulsets/db/scale", "/api/v1/namespaces/n/serviceaccounts/robot/token",
        "/api/v1/namespaces/n/pods/p/binding",
      ])
  }

  @Test func whatNoServerOffersIsNoCapability() {
    func has<T>(_ type: T.Type, _ capability: Any.Type) -> Bool {
      switch capability {
      case is (any StatusResource).Type: type is any StatusResource.Type
      case is (any ScalableResource).Type: type is any ScalableResource.Type
      case is (any EvictableResource).Type: type is any EvictableResource.Type
      case is (any LogResource).Type: type is any LogResource.Type
      default: type is any CollectionDeletableResource.Type
      }
    }
    #expect(has(CoreV1.Pod.self, (any StatusResource).self) && has(CoreV1.Pod.self, (any EvictableResource).self))
    #expect(has(CoreV1.Pod.self, (any LogResource).self) && !has(CoreV1.Pod.self, (any ScalableResource).self))
    #expect(has(AppsV1.Deployment.self, (any ScalableResource).self))
    #expect(!has(AppsV1.DaemonSet.self, (any ScalableResource).self))
    #expect(!has(CoreV1.ConfigMap.self, (any StatusResource).self))
    #expect(!has(CoreV1.Secret.self, (any LogResource).self))
    #expect(has(CoreV1.ConfigMap.self, (any CollectionDeletableResource).self))
    #expect(!has(CoreV1.Namespace.self, (any CollectionDeletableResource).self))
  }
}

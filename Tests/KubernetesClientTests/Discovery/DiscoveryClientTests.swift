import HTTPTypes
import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

@Suite("Discovery")
struct DiscoveryClientTests {
  private let clock = InstantClock()

  private func client(_ transport: ScriptedTransport) -> DiscoveryClient {
    var configuration = RESTClientConfiguration()
    configuration.clock = clock
    return DiscoveryClient(RESTClient(transport: transport, configuration: configuration))
  }

  private static func answer(_ fixture: String) throws -> TransportResponse {
    let fixture = try Fixture(fixture)
    return TransportResponse(status: fixture.status, headers: fixture.headers, body: fixture.body)
  }

  private static let aggregated = ScriptedTransport { request, _ in
    switch request.target {
    case "/api": try answer("api-aggregated")
    case "/apis": try answer("apis-aggregated")
    default: TransportResponse(status: 404)
    }
  }

  @Test func theAggregatedFormTakesTwoRequests() async throws {
    let transport = ScriptedTransport { request, _ in
      try Self.answer(request.target == "/api" ? "api-aggregated" : "apis-aggregated")
    }
    let catalog = try await client(transport).catalog()
    #expect(transport.requests.count == 2)
    #expect(catalog.groups.first?.name == "")
    let deployments = try #require(
      catalog.resource(GroupVersionResource(group: "apps", version: "v1", resource: "deployments")))
    #expect(deployments.kind == GroupVersionKind(group: "apps", version: "v1", kind: "Deployment"))
    #expect(deployments.isNamespaced)
    #expect(deployments.supports("list", "watch", "create"))
    #expect(deployments.shortNames == ["deploy"])
    let scale = deployments.subresources.first { $0.name == "scale" }
    #expect(scale?.kind == GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale"))
  }

  @Test func thePlainFormGivesTheSameCoreResources() async throws {
    let legacy = ScriptedTransport { request, _ in
      switch request.target {
      case "/api": try Self.answer("api-legacy")
      case "/apis":
        TransportResponse(status: 200, headers: [.contentType: "application/json"], body: Bytes("{\"groups\":[]}"))
      case "/api/v1": try Self.answer("api-v1-resources")
      default: TransportResponse(status: 404)
      }
    }
    let plain = try await client(legacy).catalog()
    let full = try await client(Self.aggregated).catalog()
    let version = GroupVersion(version: "v1")
    let names = { (catalog: APICatalog) in Set((catalog.resources[version] ?? []).map(\.resource.resource)) }
    #expect(names(plain) == names(full))
    let pods = try #require(plain.resource(GroupVersionResource(version: "v1", resource: "pods")))
    #expect(pods.subresources.contains { $0.name == "eviction" && $0.kind?.group == "policy" })
  }

  @Test func oneDeadGroupDoesNotTakeTheOthersWithIt() async throws {
    let groups = #"{"groups":[{"name":"dead.io","versions":[{"version":"v1"}]}]}"#
    let transport = ScriptedTransport { request, _ in
      switch request.target {
      case "/api": try Self.answer("api-legacy")
      case "/apis": TransportResponse(status: 200, headers: [.contentType: "application/json"], body: Bytes(groups))
      case "/api/v1": try Self.answer("api-v1-resources")
      default: TransportResponse(status: 503)
      }
    }
    let catalog = try await client(transport).catalog()
    #expect(catalog.resource(named: "pods") != nil)
    #expect(catalog.failures.keys.map(\.description) == ["dead.io/v1"])
  }

  @Test(arguments: [
    ("pods", "pods"), ("po", "pods"), ("Pod", "pods"), ("deploy", "deployments"), ("deployments.apps", "deployments"),
    ("deployments.v1.apps", "deployments"), ("pods.v1.", "pods"), ("ingress", "ingresses"),
  ])
  func peopleNameResourcesInManyWays(text: String, resource: String) async throws {
    #expect(try await client(Self.aggregated).resource(named: text).resource.resource == resource)
  }

  @Test func aNewKindIsFoundByReadingAnewAndAMissIsRememberedForAWhile() async throws {
    let transport = ScriptedTransport { request, number in
      if request.target == "/api" { return try Self.answer("api-aggregated") }
      return TransportResponse(
        status: 200, headers: [.contentType: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"],
        body: Bytes(number < 2 ? #"{"items":[]}"# : Self.widget))
    }
    let client = client(transport)
    _ = try await client.catalog()
    #expect(try await client.resource(named: "Widget").resource.group == "demo.io")
    #expect(transport.requests.count == 4)
    for _ in 0..<3 { await #expect(throws: KubernetesError.self) { try await client.resource(named: "gadgets") } }
    #expect(transport.requests.count == 6)
    try await clock.sleep(for: DiscoveryClient.negativeCacheTime)
    await #expect(throws: KubernetesError.self) { try await client.resource(named: "gadgets") }
    #expect(transport.requests.count == 8)
  }

  /// The reading that is under way may have been answered before the kind was made.
  @Test func aSearchThatJoinsAnOlderReadingReadsOnceMore() async throws {
    let (gate, opener) = AsyncStream<Void>.makeStream()
    let (arrivals, arrived) = AsyncStream<Void>.makeStream()
    let transport = ScriptedTransport { request, number in
      if request.target == "/api" { return try Self.answer("api-aggregated") }
      let isFirst = number < 2
      if isFirst {
        arrived.yield()
        for await _ in gate {}
      }
      return TransportResponse(
        status: 200, headers: [.contentType: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"],
        body: Bytes(isFirst ? #"{"items":[]}"# : Self.widget))
    }
    let client = client(transport)
    let reading = Task { try await client.catalog() }
    for await _ in arrivals { break }
    let search = Task { try await client.resource(named: "Widget").resource.group }
    // It joins the reading; if it should come later it has the same to do.
    for _ in 0..<1_000 { await Task.yield() }
    opener.finish()
    #expect(try await search.value == "demo.io")
    _ = try await reading.value
    #expect(transport.requests.count == 4)
  }

  private static let widget = #"""
    {"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"demo.io"},"versions":[{"version":"v1","resources":
    [{"resource":"widgets","responseKind":{"group":"","version":"","kind":"Widget"},"scope":"Namespaced",
    "verbs":["list"]}]}]}]}
    """#

  @Test func aServerWithoutACoreGroupIsFine() async throws {
    let transport = ScriptedTransport { request, _ in
      request.target == "/api" ? try Self.answer("get-404-path") : try Self.answer("apis-aggregated")
    }
    #expect(try await client(transport).catalog().groups.contains { $0.name == "apps" })
  }

  @Test func aMissOfOneKindDoesNotHideAnother() async throws {
    let transport = ScriptedTransport { request, number in
      if request.target == "/api" { return try Self.answer("api-aggregated") }
      let widget = #"""
        {"items":[{"metadata":{"name":"demo.io"},"versions":[{"version":"v1","resources":
        [{"resource":"widgets","responseKind":{"kind":"Widget"},"scope":"Namespaced","verbs":["list"]}]}]}]}
        """#
      return TransportResponse(
        status: 200, headers: [.contentType: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"],
        body: Bytes(number < 4 ? #"{"items":[]}"# : widget))
    }
    let client = client(transport)
    _ = try await client.catalog()
    await #expect(throws: KubernetesError.self) { try await client.resource(named: "gadgets") }
    #expect(try await client.resource(named: "widgets").resource.group == "demo.io")
  }

  @Test func whatWasJustReadIsNotReadAgain() async throws {
    let transport = ScriptedTransport { request, _ in
      try Self.answer(request.target == "/api" ? "api-aggregated" : "apis-aggregated")
    }
    let client = client(transport)
    await #expect(throws: KubernetesError.self) { try await client.resource(named: "gadgets") }
    #expect(transport.requests.count == 2)
  }

  /// A client whose readings wait until the gate opens, and how many have begun.
  private func held() -> (client: DiscoveryClient, transport: ScriptedTransport, gate: AsyncStream<Void>.Continuation) {
    let (gate, opener) = AsyncStream<Void>.makeStream()
    let transport = ScriptedTransport { request, _ in
      if request.target == "/apis" { for await _ in gate {} }
      try Task.checkCancellation()
      return try Self.answer(request.target == "/api" ? "api-aggregated" : "apis-aggregated")
    }
    return (client(transport), transport, opener)
  }

  /// A cache whose calls wait until the gate opens, and that tells when the first has come.
  private actor HeldCache: DiscoveryCache {
    private var kept: APICatalog?
    private let holdsLoad: Bool
    let arrivals = AsyncStream<Void>.makeStream()
    let gate = AsyncStream<Void>.makeStream()

    init(_ kept: APICatalog?) {
      self.kept = kept
      holdsLoad = kept != nil
    }

    func load() async -> APICatalog? {
      let answer = kept
      if holdsLoad { await held() }
      return answer
    }

    func store(_ catalog: APICatalog) async {
      if !holdsLoad { await held() }
      kept = catalog
    }

    func remove() { kept = nil }

    private func held() async {
      arrivals.continuation.yield()
      for await _ in gate.stream {}
    }

    var isEmpty: Bool { kept == nil }
  }

  @Test(arguments: [true, false]) func whatIsInvalidatedMeanwhileDoesNotComeBack(isKept: Bool) async throws {
    let old = isKept ? APICatalog() : nil
    let cache = HeldCache(old)
    let transport = ScriptedTransport { request, _ in
      try Self.answer(request.target == "/api" ? "api-aggregated" : "apis-aggregated")
    }
    let client = DiscoveryClient(RESTClient(transport: transport), cache: cache)
    let first = Task { try await client.catalog() }
    for await _ in cache.arrivals.stream { break }
    await client.invalidate()
    cache.gate.continuation.finish()
    // What was read before is an answer for those who waited; what a cache held is none.
    #expect(try await first.value.resource(named: "pods") != nil)
    let isEmpty = await cache.isEmpty
    #expect(isEmpty == !isKept)
    _ = try await client.catalog()
    #expect(transport.requests.count == (isKept ? 2 : 4))
  }

  @Test func aReaderThatIsCancelledDoesNotTakeTheReadingFromOthers() async throws {
    let (client, transport, gate) = held()
    let first = Task { try await client.refresh() }
    while transport.requests.count < 2 { await Task.yield() }
    let second = Task { try await client.catalog() }
    first.cancel()
    // At once, though the reading goes on.
    await #expect(throws: CancellationError.self) { try await first.value }
    gate.finish()
    #expect(try await second.value.resource(named: "pods") != nil)
  }

  @Test func aReadingThatNobodyWaitsForIsGivenUp() async throws {
    let (client, transport, gate) = held()
    let only = Task { try await client.refresh() }
    while transport.requests.count < 2 { await Task.yield() }
    only.cancel()
    await #expect(throws: CancellationError.self) { try await only.value }
    gate.finish()
    #expect(try await client.catalog().resource(named: "pods") != nil)
    #expect(transport.requests.count == 4)
  }
}

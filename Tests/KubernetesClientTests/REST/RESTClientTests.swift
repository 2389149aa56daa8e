import HTTPTypes
import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

@Suite("The REST client")
struct RESTClientTests {
  private let clock = InstantClock()

  private func client(_ handler: @escaping ScriptedTransport.Handler) -> (RESTClient, ScriptedTransport) {
    client(changing: { _ in }, handler: handler)
  }

  private func client(
    changing change: (inout RESTClientConfiguration) -> Void,
    handler: @escaping ScriptedTransport.Handler = { _, _ in TransportResponse(status: 200) }
  ) -> (RESTClient, ScriptedTransport) {
    let transport = ScriptedTransport(handler)
    var configuration = RESTClientConfiguration()
    configuration.clock = clock
    change(&configuration)
    return (RESTClient(transport: transport, configuration: configuration), transport)
  }

  @Test func putsBasePathPathAndQueryTogether() async throws {
    let (client, transport) = client(changing: { $0.basePath = "/k8s/clusters/c-1" })
    var request = RESTRequest(verb: "list", path: "/api/v1/pods")
    request.query = [("labelSelector", "a in (b,c),d!=e/f"), ("limit", "5")]
    _ = try await client.send(request)
    #expect(
      transport.requests[0].target
        == "/k8s/clusters/c-1/api/v1/pods?labelSelector=a%20in%20%28b%2Cc%29%2Cd%21%3De%2Ff&limit=5")
  }

  @Test func saysWhoItIsAndWhatItReads() async throws {
    let (client, transport) = client(changing: {
      $0.userAgent = "tool/1"
      $0.impersonation = Impersonation(user: "jane")
    })
    _ = try await client.send(RESTRequest(verb: "get", path: "/x", accept: ["a/b", "application/json"]))
    let headers = transport.requests[0].headers
    #expect(headers[.userAgent] == "tool/1")
    #expect(headers[.accept] == "a/b,application/json")
    #expect(headers[HTTPField.Name("Impersonate-User")!] == "jane")  // a valid name
  }

  @Test func waitsAsTheServerAsksAndSendsTheBodyAgain() async throws {
    let (client, transport) = client { _, number in
      number < 2 ? TransportResponse(status: 429, headers: [.retryAfter: "7"]) : TransportResponse(status: 201)
    }
    let request = RESTRequest(verb: "create", method: .post, path: "/x", body: Bytes("body"))
    let response = try await client.send(request)
    #expect(response.wasCreated)
    #expect(clock.sleeps == [.seconds(7), .seconds(7)])
    #expect(transport.requests.map { $0.body?.text } == ["body", "body", "body"])
  }

  @Test func aRequestMayForbidRetries() async throws {
    let (client, transport) = client { _, _ in TransportResponse(status: 429, headers: [.retryAfter: "1"]) }
    var request = RESTRequest(verb: "create", method: .post, path: "/eviction")
    request.retryPolicy = .never
    await #expect(throws: KubernetesError.self) { try await client.send(request) }
    #expect(transport.requests.count == 1)
  }

  @Test func aReadSurvivesABrokenConnectionAndAWriteDoesNot() async throws {
    let (client, transport) = client { _, number in
      if number == 0 || number == 2 { throw TransportError(.closed, "reset by peer") }
      return TransportResponse(status: 200)
    }
    _ = try await client.send(RESTRequest(verb: "get", path: "/x"))
    #expect(transport.requests.count == 2)
    let failure = await #expect(throws: KubernetesError.self) {
      try await client.send(RESTRequest(verb: "update", method: .put, path: "/x"))
    }
    #expect(failure?.code == .transport)
    #expect((failure?.cause as? TransportError)?.code == .closed)
  }

  @Test func theServersStatusIsKept() async throws {
    let fixture = try Fixture("get-404")
    let (client, _) = client { _, _ in
      TransportResponse(status: fixture.status, headers: fixture.headers, body: fixture.body)
    }
    let failure = await #expect(throws: KubernetesError.self) {
      try await client.send(RESTRequest(verb: "get", path: "/x"))
    }
    #expect(failure?.code == .api)
    #expect(failure?.isNotFound == true)
    #expect(failure?.status?.details?.name != nil)
  }

  @Test func warningsAreShownOnceEach() async throws {
    let shown = Lock<[String]>([])
    struct Handler: WarningHandler {
      let shown: Lock<[String]>
      func handleWarning(_ text: String, request: String) { shown.withLock { $0.append("\(request): \(text)") } }
    }
    let (client, _) = client(changing: { $0.warningHandler = Handler(shown: shown) }) { _, _ in
      TransportResponse(status: 200, headers: [HTTPField.Name("Warning")!: #"299 - "old""#])  // a valid name
    }
    for _ in 0..<3 { _ = try await client.send(RESTRequest(verb: "get", path: "/x", template: "/{x}")) }
    #expect(shown.withLock { $0 } == ["get /{x}: old"])
  }

  @Test func theRateLimitDelaysAllButWatches() async throws {
    let (client, _) = client(changing: { $0.rateLimit = .init(perSecond: 1, burst: 1) })
    for _ in 0..<3 { _ = try await client.send(RESTRequest(verb: "get", path: "/x")) }
    #expect(clock.sleeps == [.seconds(1), .seconds(1)])
    _ = try await client.stream(RESTRequest(verb: "watch", path: "/x"))
    #expect(clock.sleeps.count == 2)
  }

  @Test func cancellationIsCancellationAndNothingElse() async throws {
    let (client, _) = client { _, _ in throw CancellationError() }
    await #expect(throws: CancellationError.self) { try await client.send(RESTRequest(verb: "get", path: "/x")) }
  }
}

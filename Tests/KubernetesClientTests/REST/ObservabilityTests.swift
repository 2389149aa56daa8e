import HTTPTypes
import InMemoryLogging
import InMemoryTracing
import KubernetesCore
import KubernetesTestSupport
import Logging
import Metrics
import MetricsTestKit
import Testing
import Tracing

@testable import KubernetesClient

@Suite("What a REST client tells about itself")
struct ObservabilityTests {
  private func client(
    changing change: (inout RESTClientConfiguration) -> Void = { _ in },
    handler: @escaping ScriptedTransport.Handler
  ) -> (RESTClient, ScriptedTransport) {
    let transport = ScriptedTransport(handler)
    var configuration = RESTClientConfiguration()
    configuration.clock = InstantClock()
    change(&configuration)
    return (RESTClient(transport: transport, configuration: configuration), transport)
  }

  // MARK: Metrics

  @Test func attemptsAreCountedByVerbAndOutcome() async throws {
    let metrics = TestMetrics()
    try await withMetricsFactory(metrics) {
      let (client, _) = client { _, number in
        switch number {
        case 0: throw TransportError(.closed, "gone", isBeforeResponse: true)
        case 1: TransportResponse(status: 429, headers: [.retryAfter: "1"])
        default: TransportResponse(status: 200)
        }
      }
      // Names are no labels: there are too many of them.
      _ = try await client.send(RESTRequest(verb: "get", path: "/api/v1/namespaces/secret/pods/secret"))
    }
    func requests(_ code: String) throws -> Int64 {
      try metrics.expectCounter("kubernetes_client_requests_total", [("verb", "get"), ("code", code)]).totalValue
    }
    #expect(try requests("closed") == 1)
    #expect(try requests("429") == 1)
    #expect(try requests("200") == 1)
    #expect(try metrics.expectCounter("kubernetes_client_request_retries_total").totalValue == 2)
    #expect(
      try metrics.expectTimer("kubernetes_client_request_duration_seconds", [("verb", "get")]).values.count == 3)
  }

  @Test func waitingForTheRateLimitIsMeasured() async throws {
    let metrics = TestMetrics()
    try await withMetricsFactory(metrics) {
      let (client, _) = client(changing: { $0.rateLimit = .init(perSecond: 1, burst: 1) }) { _, _ in
        TransportResponse(status: 200)
      }
      for _ in 0..<2 { _ = try await client.send(RESTRequest(verb: "get", path: "/x")) }
    }
    #expect(try metrics.expectTimer("kubernetes_client_rate_limiter_duration_seconds").values.count == 1)
  }

  // MARK: Traces

  /// One for the process: there can be no other.
  private static let tracer: InMemoryTracer = {
    let tracer = InMemoryTracer()
    InstrumentationSystem.bootstrap(tracer)
    return tracer
  }()

  @Test func aRequestIsASpanThatTheServerIsToldOf() async throws {
    let tracer = Self.tracer
    let (client, transport) = client { _, _ in TransportResponse(status: 200) }
    let template = "/api/v1/namespaces/{namespace}/traced"
    _ = try await client.send(RESTRequest(verb: "list", path: "/api/v1/namespaces/n/traced", template: template))
    let span = try #require(tracer.finishedSpans.first { $0.operationName == "list \(template)" })
    #expect(span.kind == .client)
    #expect(span.attributes.get("http.request.method") == .string("GET"))
    #expect(span.attributes.get("url.template") == .string(template))
    #expect(span.attributes.get("http.response.status_code") == .int64(200))
    let field = try #require(HTTPField.Name(InMemoryTracer.spanIDKey))
    #expect(transport.requests.first?.headers[field] == span.spanID)
  }

  @Test func aFailureIsPartOfTheSpan() async throws {
    let tracer = Self.tracer
    let (client, _) = client { _, _ in TransportResponse(status: 500) }
    let request = RESTRequest(verb: "get", path: "/failing", template: "/failing")
    await #expect(throws: KubernetesError.self) { try await client.send(request) }
    let span = try #require(tracer.finishedSpans.first { $0.operationName == "get /failing" })
    #expect(span.attributes.get("error.type") == .string("api"))
    #expect(span.errors.count == 1)
  }

  // MARK: Logs

  @Test func logsSayWhatIsDoneAndNoSecrets() async throws {
    let log = InMemoryLogHandler()
    let (client, _) = client(changing: { configuration in
      configuration.logger = Logger(label: "test") { _ in log }
      configuration.logger.logLevel = .trace
    }) { _, number in
      number == 0 ? TransportResponse(status: 503, headers: [.retryAfter: "1"]) : TransportResponse(status: 200)
    }
    var request = RESTRequest(
      verb: "create", method: .post, path: "/api/v1/namespaces/hidden/secrets",
      template: "/api/v1/namespaces/{namespace}/secrets", body: Bytes(#"{"data":"hidden"}"#))
    request.headers[.authorization] = "Bearer hidden"
    _ = try await client.send(request)
    #expect(log.entries.map(\.level) == [.trace, .debug, .trace])
    #expect(log.entries.allSatisfy { $0.metadata["verb"] == "create" })
    #expect(log.entries[1].metadata["retries"] == "1")
    #expect(!log.entries.contains { "\($0)".contains("hidden") })
  }

  // MARK: Interceptors

  private struct Stamp: RequestInterceptor {
    var name: String
    var answers: AsyncStream<String>.Continuation

    func willSend(_ request: inout TransportRequest) async throws {
      if request.target == "/forbidden" { throw KubernetesError(.invalidRequest, "not this one") }
      request.target += "/\(name)"
    }

    func didReceive(status: Int, headers: HTTPFields, for request: TransportRequest) async {
      answers.yield("\(name) \(status) \(request.target)")
    }
  }

  @Test func interceptorsSeeEveryAttemptInTheirOrder() async throws {
    let (answers, writer) = AsyncStream<String>.makeStream()
    let (client, transport) = client(changing: {
      $0.interceptors = [Stamp(name: "a", answers: writer), Stamp(name: "b", answers: writer)]
    }) { _, number in
      number == 0 ? TransportResponse(status: 429, headers: [.retryAfter: "0"]) : TransportResponse(status: 200)
    }
    _ = try await client.send(RESTRequest(verb: "get", path: "/x"))
    writer.finish()
    #expect(transport.requests.map(\.target) == ["/x/a/b", "/x/a/b"])
    #expect(
      await answers.reduce(into: []) { $0.append($1) } == [
        "a 429 /x/a/b", "b 429 /x/a/b", "a 200 /x/a/b", "b 200 /x/a/b",
      ])
  }

  private struct Listener: RequestInterceptor {
    var seen: AsyncStream<TransportRequest>.Continuation

    func willSend(_ request: inout TransportRequest) async throws { seen.yield(request) }
    func didReceive(status: Int, headers: HTTPFields, for request: TransportRequest) async { seen.yield(request) }
  }

  private struct Token: RequestAuthorizer {
    func authorize(_ headers: inout HTTPFields) async throws { headers[.authorization] = "Bearer hidden" }
    func renew(after headers: HTTPFields) async throws -> Bool { headers[.authorization] == "Bearer hidden" }
  }

  @Test func interceptorsNeverSeeCredentials() async throws {
    let (seen, writer) = AsyncStream<TransportRequest>.makeStream()
    let transport = ScriptedTransport { _, number in TransportResponse(status: number == 0 ? 401 : 200) }
    var configuration = RESTClientConfiguration()
    configuration.interceptors = [Listener(seen: writer)]
    let client = RESTClient(transport: transport, authorizer: Token(), configuration: configuration)
    _ = try await client.send(RESTRequest(verb: "get", path: "/x"))
    writer.finish()
    #expect(transport.requests.map { $0.headers[.authorization] } == ["Bearer hidden", "Bearer hidden"])
    #expect(await seen.reduce(into: []) { $0.append($1.headers[.authorization]) } == [nil, nil, nil, nil])
  }

  @Test func anInterceptorMayStopARequest() async throws {
    let (_, writer) = AsyncStream<String>.makeStream()
    let (client, transport) = client(changing: { $0.interceptors = [Stamp(name: "a", answers: writer)] }) { _, _ in
      TransportResponse(status: 200)
    }
    let error = await #expect(throws: KubernetesError.self) {
      try await client.send(RESTRequest(verb: "get", path: "/forbidden"))
    }
    #expect(error?.code == .invalidRequest)
    #expect(transport.requests.isEmpty)
  }
}

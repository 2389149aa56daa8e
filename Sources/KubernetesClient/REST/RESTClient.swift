internal import HTTPTypes
public import KubernetesCore
internal import Logging
internal import Tracing

/// The client under all others: one server, one transport, credentials, retries and errors.
///
/// Calls are `nonisolated`: they run in the caller's task and use the actor only for what is shared between them, the
/// rate limit and the warnings already shown. Every failure is a `KubernetesError`; cancellation is
/// `CancellationError`.
public actor RESTClient {
  /// How this client behaves.
  public nonisolated let configuration: RESTClientConfiguration
  /// What carries the requests.
  public nonisolated let transport: any Transport
  private nonisolated let authorizer: any RequestAuthorizer
  private nonisolated let metrics = RESTMetrics()

  private var bucket: TokenBucket?
  private var shownWarnings: Set<String> = []

  /// How many different warnings are remembered.
  private static let warningLimit = 1024

  /// A client on `transport`. It owns neither the transport nor the authorizer.
  public init(
    transport: any Transport, authorizer: any RequestAuthorizer = AnonymousAuthorizer(),
    configuration: RESTClientConfiguration = RESTClientConfiguration()
  ) {
    self.transport = transport
    self.authorizer = authorizer
    self.configuration = configuration
    bucket = configuration.rateLimit.map { TokenBucket(perSecond: $0.perSecond, burst: $0.burst) }
  }

  /// Sends a request and returns its whole, successful answer.
  public nonisolated func send(_ request: RESTRequest) async throws -> RESTResponse {
    try await attempts(request) { transportRequest in
      let answer = try await transport.send(transportRequest)
      return Answer(
        status: answer.status, headers: answer.headers,
        value: RESTResponse(
          status: answer.status, headers: answer.headers, body: answer.body)
      ) { answer.body }
    }
  }

  /// Sends a request and returns as soon as a successful answer's head is there.
  public nonisolated func stream(_ request: RESTRequest) async throws -> TransportStream {
    try await attempts(request, isStream: true) { transportRequest in
      let answer = try await transport.stream(transportRequest)
      return Answer(status: answer.status, headers: answer.headers, value: answer) {
        // An error's body is small; what is beyond is cut.
        try await answer.body.collect(upTo: 1 << 20)
      }
    }
  }

  /// Sends a request and reads a successful answer with `consume` while it arrives. A connection that breaks meanwhile
  /// is treated as one that breaks before the answer: what may be sent again is, and `consume` begins anew.
  nonisolated func read<Value>(
    _ request: RESTRequest, _ consume: (TransportStream) async throws -> Value
  ) async throws -> Value {
    try await attempts(request) { transportRequest in
      let answer = try await transport.stream(transportRequest)
      // What is no success is not for `consume`; its body becomes the error.
      let value = (200...206).contains(answer.status) ? try await consume(answer) : nil
      return Answer(status: answer.status, headers: answer.headers, value: value) {
        try await answer.body.collect(upTo: 1 << 20)
      }
    }
  }

  /// The most bytes of the answer to a request.
  nonisolated func maximumResponseBytes(_ request: RESTRequest) -> Int {
    request.maximumResponseBytes ?? configuration.maximumResponseBytes
  }

  struct Answer<Value> {
    var status: Int
    var headers: HTTPFields
    /// Present when the status is a success.
    var value: Value?
    var errorBody: () async throws -> Bytes
  }

  /// Sends a request until its answer counts.
  ///
  /// - Parameters:
  ///   - request: What to send.
  ///   - isStream: It has no time limit.
  ///   - success: The status codes of answers that are handed out; others are errors.
  ///   - send: One attempt.
  nonisolated func attempts<Value>(
    _ request: RESTRequest, isStream: Bool = false, success: ClosedRange<Int> = 200...206,
    send: (TransportRequest) async throws -> Answer<Value>
  ) async throws -> Value {
    try await withSpan("\(request.verb) \(request.template)", ofKind: .client) { span in
      span.attributes["http.request.method"] = request.method.rawValue
      span.attributes["url.template"] = request.template
      var attempts = RequestAttempts(policy: request.retryPolicy ?? configuration.retryPolicy, isRead: request.isRead)
      while true {
        // A watch is not held up by the rate limit: reconnecting late would only make its cache stale.
        if request.verb != "watch" { try await waitForToken() }
        // What interceptors are shown, with the answer, too.
        let shown = try await shown(request, isStream: isStream, context: span.context)
        let outgoing = try await authorized(shown, request)
        let outcome: RequestAttempts.Outcome
        let failure: KubernetesError
        let start = configuration.clock.stopwatch()
        do {
          let answer = try await send(outgoing)
          metrics.record(verb: request.verb, code: String(answer.status), duration: start())
          for interceptor in configuration.interceptors {
            await interceptor.didReceive(status: answer.status, headers: answer.headers, for: shown)
          }
          await handleWarnings(answer.headers, request)
          span.attributes["http.response.status_code"] = answer.status
          if success.contains(answer.status), let value = answer.value { return value }
          // An error whose body breaks off is still the error that its status code says.
          let body = (try? await answer.errorBody()) ?? .empty
          failure = KubernetesError(
            httpStatus: answer.status, headers: answer.headers,
            status: Status(body: body, contentType: answer.headers[.contentType]), body: body,
            context: request.context)
          outcome = .answer(status: answer.status, retryAfter: Self.retryAfter(answer.headers))
        } catch let error as TransportError {
          metrics.record(verb: request.verb, code: error.code.description, duration: start())
          failure = KubernetesError(error.code == .timeout ? .timeout : .transport, error.description, cause: error)
          outcome = .failure(error)
        }
        switch attempts.next(after: outcome) {
        case .finish:
          span.attributes["error.type"] = failure.code.description
          throw failure
        case .renewCredentials:
          guard try await authorizer.renew(after: outgoing.headers) else { throw failure }
        case .retry(let delay):
          metrics.recordRetry()
          configuration.logger.debug(
            "The request is sent again",
            metadata: [
              "verb": "\(request.verb)", "template": "\(request.template)", "retries": "\(attempts.retries)",
              "delay": "\(delay)", "error": "\(failure.status?.reason?.rawValue ?? failure.code.description)",
            ])
          try await configuration.clock.sleep(for: delay)
        }
      }
    }
  }

  /// The request without the client's credentials, as interceptors have left it.
  private nonisolated func shown(
    _ request: RESTRequest, isStream: Bool, context: ServiceContext
  ) async throws -> TransportRequest {
    var headers = request.headers
    headers[.userAgent] = configuration.userAgent ?? UserAgent.standard
    if !request.accept.isEmpty { headers[.accept] = request.accept.joined(separator: ",") }
    configuration.impersonation?.apply(to: &headers)
    InstrumentationSystem.instrument.inject(context, into: &headers, using: HTTPFieldsInjector())
    var outgoing = TransportRequest(
      method: request.method, target: Self.target(configuration.basePath, request), headers: headers,
      body: request.body, timeout: isStream ? nil : request.timeout ?? configuration.timeout,
      idleTimeout: request.idleTimeout, usesOwnConnection: request.usesOwnConnection,
      maximumResponseBytes: maximumResponseBytes(request))
    outgoing.expectsEnd = !isStream
    for interceptor in configuration.interceptors { try await interceptor.willSend(&outgoing) }
    return outgoing
  }

  private nonisolated func authorized(
    _ shown: TransportRequest, _ request: RESTRequest
  ) async throws -> TransportRequest {
    var outgoing = shown
    if outgoing.headers[.authorization] == nil { try await authorizer.authorize(&outgoing.headers) }
    configuration.logger.trace(
      "A request is sent", metadata: ["verb": "\(request.verb)", "template": "\(request.template)"])
    return outgoing
  }

  private nonisolated func waitForToken() async throws {
    guard configuration.rateLimit != nil else { return }
    let delay = await takeToken()
    guard delay > .zero else { return }
    metrics.recordWait(delay)
    try await configuration.clock.sleep(for: delay)
  }

  private lazy var sinceStart = configuration.clock.stopwatch()

  private func takeToken() -> Duration { bucket?.take(at: sinceStart()) ?? .zero }

  private nonisolated func handleWarnings(_ headers: HTTPFields, _ request: RESTRequest) async {
    let texts = WarningHeader.texts(headers)
    if !texts.isEmpty { await show(texts, "\(request.verb) \(request.template)") }
  }

  private func show(_ texts: [String], _ request: String) {
    for text in texts where !shownWarnings.contains(text) {
      if shownWarnings.count < Self.warningLimit { shownWarnings.insert(text) }
      if let handler = configuration.warningHandler {
        handler.handleWarning(text, request: request)
      } else {
        configuration.logger.warning("The server warns", metadata: ["warning": "\(text)", "request": "\(request)"])
      }
    }
  }
}

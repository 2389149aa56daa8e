public import KubernetesClient
internal import KubernetesCore
internal import KubernetesLocks
public import KubernetesModels

/// The events of an API server: `events.k8s.io/v1`, or the core group's where the server has nothing newer.
///
/// Sends every request once: the recorder decides what is tried again, and when.
public struct KubernetesEventSink: EventSink {
  private enum Dialect: Sendable {
    case events, core
  }

  private let client: RESTClient
  private let timeout: Duration
  /// What the server has shown to understand, for events about objects in namespaces and about others.
  private let dialects = Lock((namespaced: Dialect.events, clusterScoped: Dialect.events))

  private static let eventsResource = EventsV1.Event.groupVersionResource
  private static let coreResource = CoreV1.Event.groupVersionResource

  /// The events of a cluster.
  ///
  /// - Parameter timeout: The most that one request may take.
  public init(_ client: ClusterClient, timeout: Duration = .seconds(30)) {
    self.client = client.rest
    self.timeout = timeout
  }

  /// Creates it.
  public func create(_ event: EventsV1.Event) async throws {
    try await send(event) { dialect in
      let namespace = event.metadata.namespace
      switch dialect {
      case .events: return try .create(ResourcePath(Self.eventsResource, namespace: namespace), body: Self.json(event))
      case .core:
        return try .create(
          ResourcePath(Self.coreResource, namespace: namespace), body: Self.json(CoreV1.Event(event)))
      }
    }
  }

  /// Patches its series; in the core group, its count.
  public func update(_ event: EventsV1.Event) async throws {
    try await send(event) { dialect in
      let (namespace, name) = (event.metadata.namespace, event.metadata.name)
      switch dialect {
      case .events:
        var patch = EventsV1.Event()
        patch.series = event.series
        let path = ResourcePath(Self.eventsResource, namespace: namespace, name: name)
        return try .patch(path, type: .merge, body: Self.patch(["series": JSONValue(json: Self.json(patch))["series"]]))
      case .core:
        let full = CoreV1.Event(event)
        let path = ResourcePath(Self.coreResource, namespace: namespace, name: name)
        return try .patch(
          path, type: .merge,
          body: Self.patch([
            "count": full.count.map { .integer(Int64($0)) },
            "lastTimestamp": full.lastTimestamp.map { .string($0.description) },
          ]))
      }
    }
  }

  private func send(_ event: EventsV1.Event, _ request: (Dialect) throws -> ResourceRequest) async throws {
    let isClusterScoped = (event.regarding?.namespace ?? "").isEmpty
    let dialect = dialects.withLock { isClusterScoped ? $0.clusterScoped : $0.namespaced }
    do {
      try await send(try request(dialect))
    } catch let error as KubernetesError where dialect == .events && error.isUnknownPath {
      try await send(try request(.core))
      dialects.withLock { $0 = (.core, .core) }
    } catch let error as KubernetesError where dialect == .events && isClusterScoped && Self.isMisplaced(error) {
      try await send(try request(.core))
      dialects.withLock { $0.clusterScoped = .core }
    }
  }

  /// Servers up to 1.20 take events about cluster-scoped objects in `default` by the core group's API only.
  private static func isMisplaced(_ error: KubernetesError) -> Bool {
    error.isInvalid && error.causes.contains { $0.field == "involvedObject.namespace" }
  }

  private func send(_ request: ResourceRequest) async throws {
    var request = RESTRequest(request)
    request.retryPolicy = .never
    request.timeout = timeout
    _ = try await client.send(request)
  }

  private static func json(_ value: some WireCodable) throws -> Bytes { try value.encoded(format: .json) }

  private static func patch(_ members: [String: JSONValue?]) throws -> Bytes {
    try json(JSONValue.object(JSONObject(members.compactMap { name, value in value.map { (name, $0) } })))
  }
}

extension CoreV1.Event {
  /// The same event as the core group has it: with a count and two times in place of a series.
  init(_ event: EventsV1.Event) {
    let first = event.eventTime?.time
    self.init()
    metadata = event.metadata
    involvedObject = event.regarding
    related = event.related
    reason = event.reason
    action = event.action
    message = event.note
    type = event.type
    source = CoreV1.EventSource(component: event.reportingController)
    reportingComponent = event.reportingController
    reportingInstance = event.reportingInstance
    firstTimestamp = first
    lastTimestamp = event.series?.lastObservedTime?.time ?? first
    count = event.series?.count ?? 1
  }
}
